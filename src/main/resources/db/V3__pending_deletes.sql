-- Deletes that wait for a moment in which they may be undone: whose, of what, and when they are due. `taken` is when a process
-- began to carry one out; a row that was taken long ago belongs to a process that is gone.
create table pending_delete (
    id ${identity},
    batch varchar(64) not null,
    instance varchar(64) not null,
    hashes text not null,
    with_files boolean not null,
    issuer varchar(500) not null,
    subject varchar(500) not null,
    name varchar(500) not null,
    person_roles text not null,
    person_groups text not null,
    session bigint,
    request varchar(200) not null,
    address varchar(100) not null,
    asked bigint not null,
    due bigint not null,
    taken bigint
);
create index pending_delete_due on pending_delete (due);
