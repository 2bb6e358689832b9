create table data_subject (
    key          text   not null,
    valid_from   bigint not null,
    valid_to     bigint,
    id           uuid   not null,
    destroyed_on date   not null,
    primary key (key, valid_from)
);
create unique index data_subject_open on data_subject (key) where valid_to is null;
create index data_subject_id on data_subject (id);

comment on table data_subject is 'Private persons who were erased. Of the others there is nothing to know.';
