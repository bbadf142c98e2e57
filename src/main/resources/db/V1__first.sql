-- Times are milliseconds since 1970 in UTC. `${identity}` is the database's own way to number rows.

create table account (
    name varchar(64) primary key,
    display_name varchar(200) not null,
    password varchar(500) not null,
    roles text not null,
    disabled boolean not null,
    must_change boolean not null,
    created bigint not null,
    changed bigint not null
);

create table setup_link (
    code_hash varchar(64) primary key,
    expires bigint not null
);

create table browser_session (
    id ${identity},
    ticket_hash varchar(64) not null unique,
    issuer varchar(500) not null,
    subject varchar(500) not null,
    name varchar(500) not null,
    provider_session varchar(500),
    tokens text,
    opened bigint not null,
    last_seen bigint not null,
    expires bigint not null,
    browser varchar(500) not null,
    address varchar(100) not null
);
create index browser_session_person on browser_session (issuer, subject);

-- One chain of rows, added at the end and removed, in whole, only at the front (store/AuditChain). An intent has no `entry`;
-- its outcome and the count of its repeats name it there. An intent without an outcome is one whose end nobody knows.
create table audit_row (
    id bigint primary key,
    kind varchar(10) not null,
    entry bigint,
    at bigint not null,
    person varchar(1000),
    name varchar(500),
    app_key varchar(200),
    session bigint,
    request varchar(200),
    instance varchar(64),
    action varchar(100),
    torrents text,
    arguments text,
    generation bigint,
    granted_by varchar(1000),
    address varchar(100),
    result varchar(20),
    detail text,
    times bigint,
    since bigint,
    previous varchar(64) not null,
    hash varchar(64) not null
);
create unique index audit_row_entry on audit_row (entry, kind);
create index audit_row_at on audit_row (at);
create index audit_row_person on audit_row (person, id);

-- Where the chain begins and ends; the only row is locked by whoever adds to the chain.
create table audit_head (
    id integer primary key,
    first bigint not null,
    start_hash varchar(64) not null,
    last bigint not null,
    last_hash varchar(64) not null,
    mac varchar(64) not null
);
insert into audit_head (id, first, start_hash, last, last_hash, mac) values (1, 1, '', 0, '', '');

-- A hybrid torrent has a row for its v1 and one for its v2 hash; both carry the same `thing`, one of the two.
create table ownership (
    instance varchar(64) not null,
    hash varchar(64) not null,
    thing varchar(64) not null,
    person varchar(1000) not null,
    since bigint not null,
    primary key (instance, hash)
);

-- `person` is `*` for everybody.
create table shared (
    instance varchar(64) not null,
    thing varchar(64) not null,
    person varchar(1000) not null,
    may varchar(10) not null,
    primary key (instance, thing, person)
);

-- Torrents that were asked for by an address, so that their hash is not known before the server lists them.
create table pending_add (
    instance varchar(64) not null,
    tag varchar(100) not null,
    person varchar(1000) not null,
    torrents integer not null,
    at bigint not null,
    primary key (instance, tag)
);

-- A reservation without `kept` is of an add that is under way or was never finished.
create table quota_reservation (
    id ${identity},
    person varchar(1000) not null,
    instance varchar(64) not null,
    torrents bigint not null,
    bytes bigint not null,
    at bigint not null,
    kept bigint
);
create index quota_reservation_person on quota_reservation (person, instance);

-- Locked by whoever reserves for this person, so that two adds never take the same room.
create table quota_turn (
    person varchar(1000) not null,
    instance varchar(64) not null,
    at bigint not null,
    primary key (person, instance)
);

create table rejected_credentials (
    instance varchar(64) primary key,
    keyed_hash varchar(64) not null,
    at bigint not null
);

create table preference (
    person varchar(1000) not null,
    name varchar(64) not null,
    value text not null,
    primary key (person, name)
);
