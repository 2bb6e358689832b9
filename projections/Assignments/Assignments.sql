create table assignment (
    key                text   not null,
    valid_from         bigint not null,
    valid_to           bigint,
    id                 uuid   not null,
    plan               uuid   not null,
    section            text   not null,
    code               text   not null,
    title_vi           text   not null,
    title_en           text   not null,
    assigner           text   not null,
    lead               text,
    addressees         text[] not null,
    verbs              text[] not null,
    roles              text[] not null,
    persons            text[] not null,
    posts              text[] not null,
    work               text,
    responsibility     text,
    product            text,
    authority          text,
    missing            text[] not null,
    stage              text   not null,
    issued_on          date,
    received_by        text[] not null,
    due                date,
    soon_from          date,
    original_due       date,
    moves              int    not null,
    moved_by           text,
    submitted_on       date,
    evidence           uuid[] not null,
    done_on            date,
    accepted_on        date,
    days_late          int,
    percent            int    not null,
    missed             boolean not null,
    miss_cleared       boolean not null,
    extension_asked_to date,
    report_every       text,
    reminded_on        date,
    paused_on          date,
    reassignments      int    not null,
    former_leads       text[] not null,
    ended_on           date,
    replaced_by        uuid,
    replaces           uuid[] not null,
    primary key (key, valid_from)
);
create unique index assignment_open on assignment (key) where valid_to is null;
create index assignment_plan on assignment (plan);

comment on column assignment.verbs is 'With which verb each of the addressees is charged, in their order.';
comment on column assignment.roles is 'The part of each of the addressees, in their order.';
comment on column assignment.persons is 'Id of the officer who answers for it in each of the addressees, or empty.';
comment on column assignment.posts is 'The posts of these persons.';
comment on column assignment.missing is 'Which of the six clears are not there yet, in the order of the plan.';
comment on column assignment.due is 'The due day now: of the draft before it is issued, then of the product.';
comment on column assignment.soon_from is 'First day on which it is due soon, by the limit known at valid_from.';
comment on column assignment.original_due is 'The due day at issuing; null before it.';
comment on column assignment.moves is 'How often an extension moved the due day, whoever led.';
comment on column assignment.moved_by is 'Body that allowed the last move.';
comment on column assignment.evidence is 'All evidence that the lead has handed in as its product, oldest first.';
comment on column assignment.done_on is 'Day of the submission that was accepted.';
comment on column assignment.days_late is 'Calendar days from the due day to done_on, 0 in time; null until done.';
comment on column assignment.extension_asked_to is 'The day asked for in a request that waits for its answer.';
comment on column assignment.report_every is 'How often the lead reports; null: no reports are asked for.';
comment on column assignment.paused_on is 'Since when its clock stands.';
comment on column assignment.former_leads is 'Bodies that led before, oldest first.';
comment on column assignment.ended_on is 'Day of its cancelling or replacing.';
comment on column assignment.replaced_by is 'Assignment that stands in its place.';
comment on column assignment.replaces is 'Assignments in whose place it stands.';
