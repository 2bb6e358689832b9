create table directive (
    key             text   not null,
    valid_from      bigint not null,
    valid_to        bigint,
    id              uuid   not null,
    receiver        text   not null,
    issuer          text   not null,
    title_vi        text   not null,
    title_en        text   not null,
    document_number text   not null,
    document_date   date   not null,
    recipients      int    not null,
    acknowledged    int    not null,
    plans           int    not null,
    ended_on        date,
    ended_by        text,
    replaced_by     uuid,
    primary key (key, valid_from)
);
create unique index directive_open on directive (key) where valid_to is null;

comment on column directive.receiver is 'The body at which it arrived.';
comment on column directive.recipients is 'Bodies that it was sent to, the receiver with them.';
comment on column directive.acknowledged is 'Of these, how many confirmed the receipt.';
comment on column directive.plans is 'Plans that carry it out.';
comment on column directive.ended_on is 'The day from which it is no longer in force.';
comment on column directive.ended_by is 'Number of the document that ended it.';
comment on column directive.replaced_by is 'The directive in its place.';
