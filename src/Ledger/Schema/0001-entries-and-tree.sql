-- Run as supervision_owner, in one transaction; never changed once released: what comes later is another file.

create table ledger.entry (
    index          bigint      not null primary key check (index >= 0),
    stream_version bigint      not null check (stream_version >= 0),
    time           timestamptz not null,
    id             uuid        not null,
    command_id     uuid        not null,
    command_size   smallint    check (command_size > 0),
    stream         text        not null,
    type           text        not null,
    leaf_hash      bytea       not null check (octet_length(leaf_hash) = 32),
    bytes          json        not null
);

create unique index entry_id on ledger.entry (id);
create unique index entry_stream on ledger.entry (stream, stream_version);
create unique index entry_command on ledger.entry (command_id) where command_size is not null;

comment on table ledger.entry is
    'What was committed, in order; append-only. Every column but bytes is computed from bytes.';
comment on column ledger.entry.index is '0-based, without gaps; the index of the leaf in the Merkle tree.';
comment on column ledger.entry.stream_version is '0-based place in its stream, without gaps.';
comment on column ledger.entry.time is 'When it was recorded: the sequencer''s clock, UTC, rising from entry to entry.';
comment on column ledger.entry.command_id is 'The command that it was appended for.';
comment on column ledger.entry.command_size is
    'How many entries that command appended, on the first of them; null on the others. What is indexed by command.';
comment on column ledger.entry.leaf_hash is 'SHA-256(0x00 || bytes), RFC 6962 section 2.1.';
comment on column ledger.entry.bytes is
    'One CloudEvents 1.0 JSON document, exactly as hashed and served. Never cast and re-hash.';

create table ledger.tree_head (
    size          bigint      not null primary key check (size > 0),
    previous_size bigint      not null check (previous_size >= 0 and previous_size < size),
    time          timestamptz not null,
    root          bytea       not null check (octet_length(root) = 32),
    frontier      bytea       not null
);

comment on table ledger.tree_head is
    'One row a commit, append-only; the newest is the one of greatest size. None: the empty tree.';
comment on column ledger.tree_head.size is 'How many entries there were after the commit.';
comment on column ledger.tree_head.previous_size is 'How many there were before it: the size of the row before, or 0.';
comment on column ledger.tree_head.time is 'The time of the commit''s last entry.';
comment on column ledger.tree_head.root is 'Root of the Merkle tree over all entries, RFC 6962 section 2.1.';
comment on column ledger.tree_head.frontier is
    'Roots of the largest complete subtrees, the largest first, 32 bytes each.';

create table ledger.tile (
    level  smallint not null check (level >= 0),
    n      bigint   not null check (n >= 0),
    root   bytea    not null check (octet_length(root) = 32),
    hashes bytea    not null check (octet_length(hashes) = 8192),
    primary key (level, n)
);

-- Hashes do not compress.
alter table ledger.tile alter column hashes set storage external;

comment on table ledger.tile is
    'Full tiles of the Merkle tree, of height 8 (C2SP tlog-tiles), append-only; partial ones are computed.';
comment on column ledger.tile.level is '0: leaf hashes; l: roots of subtrees of 256^l leaves.';
comment on column ledger.tile.n is '0-based place among the tiles of its level.';
comment on column ledger.tile.root is 'Root over the 256 hashes: the hash at n in the level above.';
comment on column ledger.tile.hashes is '256 hashes of 32 bytes, from the left.';

create function ledger.refuse_change() returns trigger language plpgsql as $body$
begin
    raise exception '%.% is append-only: % is refused', tg_table_schema, tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation';
end
$body$;

create trigger append_only before update or delete or truncate on ledger.entry
    for each statement execute function ledger.refuse_change();
create trigger append_only before update or delete or truncate on ledger.tree_head
    for each statement execute function ledger.refuse_change();
create trigger append_only before update or delete or truncate on ledger.tile
    for each statement execute function ledger.refuse_change();

-- "always": also in a session that calls itself a replica.
alter table ledger.entry enable always trigger append_only;
alter table ledger.tree_head enable always trigger append_only;
alter table ledger.tile enable always trigger append_only;

grant usage on schema ledger to supervision_writer, supervision_views;
grant select, insert on ledger.entry, ledger.tree_head, ledger.tile to supervision_writer;
grant select on ledger.entry, ledger.tree_head, ledger.tile to supervision_views;
