create table review (
    key            text   not null,
    valid_from     bigint not null,
    valid_to       bigint,
    id             uuid   not null,
    body           text   not null,
    scope          text   not null,
    ledger_size    bigint not null,
    ledger_root    text   not null,
    questions      int    not null,
    open_questions int    not null,
    concluded      boolean not null,
    primary key (key, valid_from)
);
create unique index review_open on review (key) where valid_to is null;

comment on column review.body is 'The reviewing body.';
comment on column review.ledger_size is 'Size of the tree head that was looked at.';
comment on column review.ledger_root is 'Its root in hex.';
