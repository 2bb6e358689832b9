create table obligation (
    key           text   not null,
    valid_from    bigint not null,
    valid_to      bigint,
    stream        text   not null,
    name          text   not null,
    case_stream   text   not null,
    kind          text   not null,
    body          text   not null,
    owed_to       text   not null,
    opened_on     date   not null,
    original_due  date   not null,
    due           date   not null,
    rule          text   not null,
    rule_version  int    not null,
    moves         int    not null,
    moved_by      text,
    shifts        int    not null,
    provisional   boolean not null,
    pending_since date,
    paused_since  date,
    ended_on      date,
    met_on        date,
    days_late     int,
    missed        boolean not null,
    miss_cleared  boolean not null,
    reminders     int    not null,
    escalated     boolean not null,
    primary key (key, valid_from)
);
create unique index obligation_open on obligation (key) where valid_to is null;
create index obligation_body on obligation (body, due);
create index obligation_case on obligation (case_stream);
create index obligation_stream on obligation (stream);

comment on column obligation.stream is 'The thing that it is owed for.';
comment on column obligation.name is 'Its key in that thing, e.g. measure/2.';
comment on column obligation.case_stream is 'Inspection or assignment that it belongs to.';
comment on column obligation.rule is 'The limit that set the due day; set: an officer set it.';
comment on column obligation.shifts is 'Times that a new calendar moved the due day; no extension.';
comment on column obligation.provisional is 'A day that was counted is in no official calendar.';
comment on column obligation.pending_since is 'Since when a submission waits for its answer.';
comment on column obligation.paused_since is 'Since when its clock stands.';
comment on column obligation.ended_on is 'Day from which it is no longer expected.';
comment on column obligation.days_late is 'Calendar days from the due day to met_on, 0 in time; null until met.';
comment on column obligation.missed is 'Stands as missed; false again once the miss is cleared.';
