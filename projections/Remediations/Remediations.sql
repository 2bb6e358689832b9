create table remediation (
    key             text   not null,
    valid_from      bigint not null,
    valid_to        bigint,
    id              uuid   not null,
    inspection      uuid   not null,
    code            text   not null,
    requiring_body  text   not null,
    owner           text   not null,
    receiver        text   not null,
    findings        uuid[] not null,
    required_on     date   not null,
    document_number text   not null,
    document_date   date   not null,
    recoverable     bigint not null,
    reported        bigint not null,
    confirmed       bigint not null,
    outstanding     bigint not null,
    acknowledge_by  date   not null,
    acknowledged_on date,
    done            boolean not null,
    primary key (key, valid_from)
);
create unique index remediation_open on remediation (key) where valid_to is null;
create index remediation_inspection on remediation (inspection);

comment on column remediation.reported is 'Đồng reported as paid by the owner, confirmed or not.';
comment on column remediation.confirmed is 'Đồng confirmed by the receiver: only this is recovered.';
comment on column remediation.outstanding is 'Recoverable less confirmed, đồng.';
comment on column remediation.done is 'Whether every measure was met.';

create table measure (
    key                 text   not null,
    valid_from          bigint not null,
    valid_to            bigint,
    remediation         uuid   not null,
    inspection          uuid   not null,
    number              int    not null,
    kind                text   not null,
    text                text   not null,
    amount              bigint,
    due                 date   not null,
    original_due        date   not null,
    moves               int    not null,
    reported            bigint not null,
    confirmed           bigint not null,
    pending_since       date,
    met_on              date,
    days_late           int,
    answered_on         date,
    answer_working_days int,
    rejections          int    not null,
    missed              boolean not null,
    miss_cleared        boolean not null,
    escalated           boolean not null,
    primary key (key, valid_from)
);
create unique index measure_open on measure (key) where valid_to is null;
create index measure_inspection on measure (inspection);
create index measure_remediation on measure (remediation);

comment on column measure.amount is 'Đồng to be paid; null for what is to be carried out.';
comment on column measure.pending_since is 'Since when a submission waits for its answer.';
comment on column measure.met_on is
    'Day of the act that was good enough: the accepted submission, the completing payment.';
comment on column measure.days_late is 'Calendar days from the due day to met_on, 0 in time; null until met.';
comment on column measure.answered_on is 'Day of the last acceptance, rejection or confirmation.';
comment on column measure.answer_working_days is
    'Working days from the act to the answer, by the calendar as it was known when the answer was recorded.';

create table payment (
    key             text   not null,
    valid_from      bigint not null,
    valid_to        bigint,
    remediation     uuid   not null,
    inspection      uuid   not null,
    measure         int    not null,
    voucher         text   not null,
    paid_on         date   not null,
    amount          bigint not null,
    findings        uuid[] not null,
    amounts         bigint[] not null,
    sha256          text   not null,
    reported_index  bigint not null,
    confirmed_on    date,
    confirmed_index bigint,
    primary key (key, valid_from)
);
create unique index payment_open on payment (key) where valid_to is null;
create index payment_inspection on payment (inspection);

comment on column payment.amounts is 'Đồng allocated to each of the findings, in their order.';
comment on column payment.reported_index is 'Entry that reported it.';
comment on column payment.confirmed_index is 'Entry that confirmed it; null while only reported.';
