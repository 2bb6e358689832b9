create table officer (
    key        text   not null,
    valid_from bigint not null,
    valid_to   bigint,
    id         uuid   not null,
    name       text   not null,
    body       text   not null,
    primary key (key, valid_from)
);
create unique index officer_open on officer (key) where valid_to is null;
