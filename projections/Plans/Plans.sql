create table plan (
    key             text   not null,
    valid_from      bigint not null,
    valid_to        bigint,
    id              uuid   not null,
    issuer          text   not null,
    title_vi        text   not null,
    title_en        text   not null,
    document_number text   not null,
    document_date   date   not null,
    stage           text   not null,
    amendments      int    not null,
    reviews         int    not null,
    reviewer        text,
    parent_stream   text,
    replaced_by     uuid,
    ended_on        date,
    issued_index    bigint not null,
    primary key (key, valid_from)
);
create unique index plan_open on plan (key) where valid_to is null;

create table goal (
    key         text   not null,
    valid_from  bigint not null,
    valid_to    bigint,
    plan        uuid   not null,
    code        text   not null,
    title_vi    text   not null,
    title_en    text   not null,
    operator    text   not null,
    numerator   int,
    denominator int,
    year        int,
    section     text   not null,
    primary key (key, valid_from)
);
create unique index goal_open on goal (key) where valid_to is null;
create index goal_plan on goal (plan);

comment on column plan.amendments is 'How often the text or a goal was amended.';
comment on column plan.reviews is 'Interim and final reviews held.';
comment on column plan.reviewer is 'The body charged with the reviews.';
comment on column plan.parent_stream is 'The directive or plan that it carries out.';
comment on column plan.issued_index is 'The entry that issued it.';
comment on column goal.numerator is 'The value as numerator / denominator; null where the plan gives no number.';
comment on column goal.section is 'The place in the plan.';
