-- Signed tree heads. Run as supervision_owner, in one transaction; never changed once released.

create table ledger.checkpoint (
    size          bigint not null primary key check (size > 0),
    previous_size bigint not null check (previous_size >= 0 and previous_size < size),
    note          bytea  not null
);

comment on table ledger.checkpoint is
    'Checkpoints that the log''s key has signed, append-only; the newest is the one of greatest size.';
comment on column ledger.checkpoint.size is 'How many entries it covers: the size of a tree head.';
comment on column ledger.checkpoint.previous_size is 'The size of the checkpoint signed before it, or 0.';
comment on column ledger.checkpoint.note is
    'The signed note (C2SP tlog-checkpoint), exactly as served; signatures of others are not in it.';

create trigger append_only before update or delete or truncate on ledger.checkpoint
    for each statement execute function ledger.refuse_change();
alter table ledger.checkpoint enable always trigger append_only;

grant select, insert on ledger.checkpoint to supervision_writer;
grant select on ledger.checkpoint to supervision_views;
