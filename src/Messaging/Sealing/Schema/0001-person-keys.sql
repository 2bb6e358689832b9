-- Run as supervision_keys, in one transaction; never changed once released: what comes later is another file.
-- Not append-only, unlike the ledger: erasing a person is deleting his row.

create table keys.person_key (
    person  uuid        not null primary key,
    wrapped bytea       not null check (octet_length(wrapped) = 60),
    made    timestamptz not null default clock_timestamp()
);

comment on table keys.person_key is
    'The keys under which personal values in the ledger are sealed, themselves sealed under the master key, which is '
    'in no database. No row: erased, or never used.';
comment on column keys.person_key.person is 'The data subject, as sealed values name him.';
comment on column keys.person_key.wrapped is
    'Nonce (12 bytes), ciphertext (32) and tag (16) of AES-256-GCM; the person''s id is authenticated with it.';

create table keys.master_key (
    only_row    boolean not null primary key default true check (only_row),
    fingerprint bytea   not null check (octet_length(fingerprint) = 16),
    rewrite_due boolean not null default false
);

comment on table keys.master_key is 'Which master key wraps the keys above: it is recognised, and cannot be derived.';
comment on column keys.master_key.rewrite_due is
    'A key was deleted and the file of keys.person_key not yet rewritten without it.';

-- What the ledger says of destroyed keys, and nothing more of it.
set local role supervision_owner;
grant usage on schema ledger to supervision_keys;
grant select (stream, type) on ledger.entry to supervision_keys;
set local role supervision_keys;
