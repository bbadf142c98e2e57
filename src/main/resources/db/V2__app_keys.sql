-- What apps show instead of a password. Only its hash is kept. An empty text of instances means all that its owner sees.
create table app_key (
    id ${identity},
    secret_hash varchar(64) not null unique,
    issuer varchar(500) not null,
    subject varchar(500) not null,
    name varchar(200) not null,
    instances text not null,
    rights text not null,
    category varchar(500),
    created bigint not null,
    expires bigint,
    last_used bigint,
    last_address varchar(100),
    revoked bigint
);
create index app_key_person on app_key (issuer, subject);

-- Apps that have logged in with a key as qBittorrent's own clients do.
create table app_session (
    ticket_hash varchar(64) primary key,
    app_key bigint not null,
    opened bigint not null,
    last_seen bigint not null
);
create index app_session_key on app_session (app_key);

-- What a provider said of somebody when they last signed in: their keys may what they may.
create table known_person (
    issuer varchar(500) not null,
    subject varchar(500) not null,
    name varchar(500) not null,
    roles text not null,
    in_groups text not null,
    at bigint not null,
    primary key (issuer, subject)
);

-- An account of a program: without a password, and nobody can sign in with it.
alter table account add column service boolean not null default false;
