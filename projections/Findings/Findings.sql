create table finding (
    key             text   not null,
    valid_from      bigint not null,
    valid_to        bigint,
    id              uuid   not null,
    inspection      uuid   not null,
    code            text   not null,
    violation       text   not null,
    subject         text   not null,
    recorded_for    text   not null,
    recorded_by     uuid   not null,
    description     text   not null,
    quantity        bigint,
    unit            text,
    unit_price      bigint,
    case_count      int    not null,
    recorded_amount bigint not null,
    proposed        bigint not null,
    confirmed       bigint,
    "offset"        bigint not null,
    recoverable     bigint,
    stage           text   not null,
    severity        text,
    outcome_kinds   text[] not null,
    outcome_amounts bigint[] not null,
    explain_by      date,
    explanations    int    not null,
    open_dissents   int    not null,
    evidence        uuid[] not null,
    basis           text[] not null,
    posts           text[] not null,
    primary key (key, valid_from)
);
create unique index finding_open on finding (key) where valid_to is null;
create index finding_inspection on finding (inspection);

comment on column finding.recorded_for is 'Body that the recording team member came from.';
comment on column finding.quantity is 'As of the last revision, as is the unit price, đồng.';
comment on column finding.recorded_amount is 'As first recorded, đồng.';
comment on column finding.proposed is 'As of the last revision, đồng.';
comment on column finding.recoverable is
    'Of the confirmed sum what is not closed by the settlement, less offsets; null before.';
comment on column finding.outcome_amounts is 'Đồng of each of the outcome kinds, in their order.';
comment on column finding.posts is 'Posts held responsible; never names of persons.';

create table dissent (
    key          text   not null,
    valid_from   bigint not null,
    valid_to     bigint,
    finding      uuid   not null,
    inspection   uuid   not null,
    body         text   not null,
    officer      uuid   not null,
    quantity     bigint,
    unit_price   bigint,
    own_amount   bigint not null,
    ground       text   not null,
    resolved_on  date,
    resolution   text,
    primary key (key, valid_from)
);
create unique index dissent_open on dissent (key) where valid_to is null;
create index dissent_inspection on dissent (inspection);

comment on column dissent.own_amount is 'What the dissenting body holds the amount to be, đồng.';
comment on column dissent.resolution is 'The issuer''s reason; null while it is open.';
