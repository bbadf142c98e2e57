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

-- Entries and outcomes are only ever added. An entry without an outcome is one whose end nobody knows.
create table audit_entry (
    id ${identity},
    at bigint not null,
    person varchar(1000) not null,
    instance varchar(64) not null,
    action varchar(100) not null,
    torrents text not null,
    arguments text not null,
    address varchar(100) not null
);
create index audit_entry_at on audit_entry (at);

create table audit_outcome (
    entry bigint primary key references audit_entry (id),
    at bigint not null,
    result varchar(20) not null,
    detail text not null
);

create table ownership (
    instance varchar(64) not null,
    hash varchar(64) not null,
    person varchar(1000) not null,
    since bigint not null,
    primary key (instance, hash)
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
