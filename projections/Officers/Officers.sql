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
    delegator      uuid,
    scope          text[] not null,
    primary key (key, valid_from)
);
create unique index mandate_open on mandate (key) where valid_to is null;
create index mandate_officer on mandate (officer);
create index mandate_body on mandate (body);
create index mandate_delegated_from on mandate (delegated_from) where delegated_from is not null;

comment on column mandate.first_day is 'Within the mandate, as is the last day.';
comment on column mandate.delegated_from is 'Body of the mandate that it was delegated from; null: an own mandate.';
comment on column mandate.delegator is 'The officer whose mandate it was delegated from; null: an own mandate.';
comment on column mandate.scope is 'Codes of the bodies that it lets him act upon; none: any.';

create table suspension (
    key        text   not null,
    valid_from bigint not null,
    valid_to   bigint,
    officer    uuid   not null,
    first_day  date   not null,
    ends_on    date,
    primary key (key, valid_from)
);
create unique index suspension_open on suspension (key) where valid_to is null;
create index suspension_officer on suspension (officer);

comment on column suspension.ends_on is 'The day from which he acts and records again; null: none is set.';
