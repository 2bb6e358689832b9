create table body (
    key                text   not null,
    valid_from         bigint not null,
    valid_to           bigint,
    code               text   not null,
    kind               text   not null,
    name_vi            text   not null,
    name_en            text   not null,
    managed_by         text,
    party_organisation text,
    successor          text,
    ended_on           date,
    primary key (key, valid_from)
);
create unique index body_open on body (key) where valid_to is null;

comment on column body.managed_by is 'Code of the body that manages it directly; null: managed from outside the city.';
comment on column body.party_organisation is 'Code of the Party organisation that leads it.';
comment on column body.successor is 'Code of the body that it was merged into or that took over; null: it stands.';
comment on column body.ended_on is 'The day from which the successor stands in its place.';
