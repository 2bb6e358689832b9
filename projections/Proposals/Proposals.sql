create table proposal (
    key          text   not null,
    valid_from   bigint not null,
    valid_to     bigint,
    id           uuid   not null,
    made_by      text   not null,
    asked        text   not null,
    title        text   not null,
    about_stream text,
    stage        text   not null,
    forwarded    int    not null,
    primary key (key, valid_from)
);
create unique index proposal_open on proposal (key) where valid_to is null;

comment on column proposal.made_by is 'The body that made it.';
comment on column proposal.asked is 'The body that has to answer, or answered.';
comment on column proposal.about_stream is 'The thing that it is about.';
comment on column proposal.forwarded is 'How often it was forwarded.';
