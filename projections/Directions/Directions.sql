create table direction (
    key             text   not null,
    valid_from      bigint not null,
    valid_to        bigint,
    id              uuid   not null,
    issuer          text   not null,
    about_stream    text   not null,
    text            text   not null,
    document_number text   not null,
    document_date   date   not null,
    demands         int    not null,
    answered        int    not null,
    primary key (key, valid_from)
);
create unique index direction_open on direction (key) where valid_to is null;

comment on column direction.about_stream is 'The thing that it is about.';
comment on column direction.demands is 'Bodies that have to answer or to act.';
comment on column direction.answered is 'Of these, how many answered.';
