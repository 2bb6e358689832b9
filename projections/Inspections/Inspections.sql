create table inspection (
    key                text   not null,
    valid_from         bigint not null,
    valid_to           bigint,
    id                 uuid   not null,
    kind               text   not null,
    issuer             text   not null,
    lead               text   not null,
    team_leader        uuid   not null,
    bodies             text[] not null,
    member_bodies      text[] not null,
    member_officers    uuid[] not null,
    subject            text   not null,
    scope              text   not null,
    period_from        date   not null,
    period_to          date   not null,
    duration_days      int    not null,
    document_number    text   not null,
    document_date      date   not null,
    decided_on         date   not null,
    stage              text   not null,
    announced_on       date,
    ends_by            date,
    original_end       date,
    extended           boolean not null,
    signed_sections    text[] not null,
    minutes_signed     boolean not null,
    fieldwork_ended_on date,
    closed_on          date,
    consolidated       bigint,
    findings           int    not null,
    remediations       int    not null,
    primary key (key, valid_from)
);
create unique index inspection_open on inspection (key) where valid_to is null;
create index inspection_subject on inspection (subject);

comment on column inspection.bodies is 'The lead, then the member bodies.';
comment on column inspection.member_bodies is 'The body that sent each of the member officers, in their order.';
comment on column inspection.consolidated is 'Total of the consolidated report, đồng; null before it.';
comment on column inspection.findings is 'How many findings were recorded in it.';
comment on column inspection.remediations is 'How many remediations were required from it.';
