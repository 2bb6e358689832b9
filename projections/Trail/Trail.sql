create table trail (
    entry_index        bigint      not null primary key,
    case_stream        text,
    stream             text        not null,
    stream_version     bigint      not null,
    type               text        not null,
    actor              text        not null,
    actor_post         text,
    capacity           text        not null,
    mandate            uuid,
    recorded_by        text        not null,
    recorder_mandate   uuid,
    source_body        text        not null,
    occurred_on        date        not null,
    recorded_at        timestamptz not null,
    days_after         int         not null,
    working_days_after int         not null,
    late               boolean     not null,
    command_id         uuid        not null,
    opens_command      boolean     not null,
    document_number    text
);
create index trail_case on trail (case_stream, entry_index);
create index trail_stream on trail (stream, entry_index);
create index trail_body on trail (source_body, entry_index);
create index trail_recorded on trail (recorded_at);

comment on table trail is 'One row an entry; the sentence is worded at display from the entry itself.';
comment on column trail.case_stream is
    'Inspection, assignment or plan that it belongs to; findings and remediations belong to their inspection.';
comment on column trail.actor is 'Whose act it is: the officer''s UUID, or policy/name.';
comment on column trail.recorded_by is 'Who entered it, as actor.';
comment on column trail.source_body is 'Code of the acting body.';
comment on column trail.days_after is 'Calendar days from the day it occurred to the day it was recorded.';
comment on column trail.working_days_after is 'Working days from the day it occurred to the day it was recorded.';
comment on column trail.late is 'A late recording: more working days after than the rule set allows.';
comment on column trail.opens_command is 'Whether it is the first entry of its command.';
