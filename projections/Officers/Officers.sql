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
create index officer_body on officer (body);

create table mandate (
    key            text   not null,
    valid_from     bigint not null,
    valid_to       bigint,
    id             uuid   not null,
    officer        uuid   not null,
    body           text   not null,
    post           text   not null,
    powers         text[] not null,
    first_day      date   not null,
    last_day       date,
    delegated_from text,
    primary key (key, valid_from)
);
create unique index mandate_open on mandate (key) where valid_to is null;
create index mandate_officer on mandate (officer);

comment on column mandate.first_day is 'Within the mandate, as is the last day.';
comment on column mandate.delegated_from is 'Body of the mandate that it was delegated from; null: an own mandate.';
