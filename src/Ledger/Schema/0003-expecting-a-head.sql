-- An append that is decided before its transaction begins. Run as supervision_owner, in one transaction; never changed
-- once released.

create function ledger.expect_head(expected_size bigint, expected_root bytea, expected_frontier bytea)
    returns void
    language plpgsql stable set search_path = pg_catalog as $body$
declare
    newest record;
begin
    select size, root, frontier into newest from ledger.tree_head order by size desc limit 1;
    if coalesce(newest.size, 0) <> expected_size
        or (newest.root, newest.frontier) <> (expected_root, expected_frontier) then
        raise exception 'the newest tree head, of size %, is not the expected one, of size %',
            coalesce(newest.size, 0), expected_size
            using errcode = 'serialization_failure';
    end if;
end
$body$;

comment on function ledger.expect_head is
    'Fails where the newest tree head is another. Called under the ledger''s lock, before entries are written that '
    'were decided on top of that head; the transaction fails with it.';

create function ledger.lock_now(key bigint) returns void
    language plpgsql set search_path = pg_catalog as $body$
begin
    if not pg_try_advisory_xact_lock(key) then
        raise exception 'somebody else holds the ledger''s lock' using errcode = 'lock_not_available';
    end if;
end
$body$;

comment on function ledger.lock_now is
    'Takes the ledger''s lock, or fails where somebody else holds it. For who has rows in the table already, for which '
    'the other may have to wait.';
