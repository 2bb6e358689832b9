create table posting (
    entry_index   bigint      not null,
    line          int         not null,
    body          text        not null,
    role          text        not null,
    account       text        not null,
    unit          text        not null,
    amount        bigint      not null,
    direction     text        not null check (direction in ('inflow', 'outflow')),
    inflow_after  bigint      not null,
    outflow_after bigint      not null,
    finding       uuid,
    inspection    uuid,
    remediation   uuid,
    assignment    uuid,
    case_stream   text,
    type          text        not null,
    occurred_on   date        not null,
    recorded_at   timestamptz not null,
    primary key (entry_index, line)
);
create index posting_account on posting (body, role, account, entry_index, line)
    include (inflow_after, outflow_after);
create index posting_inspection on posting (inspection, role, entry_index) where inspection is not null;

comment on table posting is 'Double entry, append-only: the lines of one entry, one role and unit dong sum to zero.';
comment on column posting.line is '0-based place among the lines of its entry.';
comment on column posting.body is 'The body that the line is about.';
comment on column posting.role is 'In which role: subject, inspecting, verifier, assigner, lead, owing, acting.';
comment on column posting.unit is 'dong, count or days; only dong is double entry.';
comment on column posting.amount is 'Signed: what the balance of the account grows by.';
comment on column posting.direction is
    'inflow: adds amount to the inflow (a reversal is a negative inflow); outflow: adds -amount to the outflow.';
comment on column posting.inflow_after is 'Running inflow of this body, role and account, this line included.';
comment on column posting.outflow_after is 'Running outflow, likewise; balance = inflow - outflow.';
comment on column posting.type is 'Event type of the entry.';

create table account (
    body       text   not null,
    role       text   not null,
    account    text   not null,
    unit       text   not null,
    opened_at  bigint not null,
    primary key (body, role, account)
);

comment on table account is 'Every account that was ever posted to, so that figures are probes and not scans.';
comment on column account.opened_at is 'Entry of its first posting.';
