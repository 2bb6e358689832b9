create table evidence (
    key                    text   not null,
    valid_from             bigint not null,
    valid_to               bigint,
    id                     uuid   not null,
    kind                   text   not null,
    title                  text   not null,
    sha256                 text   not null,
    size_bytes             bigint not null,
    custodian              text   not null,
    contains_personal_data boolean not null,
    registered_on          date   not null,
    primary key (key, valid_from)
);
create unique index evidence_open on evidence (key) where valid_to is null;
create index evidence_id on evidence (id);

comment on column evidence.custodian is 'Body that keeps the file; the file itself is not in the ledger.';
