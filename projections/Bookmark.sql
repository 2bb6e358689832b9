create table bookmark (
    only_row   boolean     not null primary key default true check (only_row),
    index      bigint      not null check (index >= 0),
    time       timestamptz,
    built      uuid        not null default gen_random_uuid(),
    definition text        not null
);

comment on table bookmark is 'How far all views together have read; moves in the transaction that writes their rows.';
comment on column bookmark.index is 'How many entries were applied: the index of the next.';
comment on column bookmark.time is 'When the last applied entry was recorded; null while there is none.';
comment on column bookmark.built is 'Which build of the schema this is: a rebuild has another.';
comment on column bookmark.definition is 'Hash of what the views are made by; another one asks for a rebuild.';
