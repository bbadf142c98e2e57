-- Which torrents room was reserved for, as far as that is known, so that none counts twice once the server lists it.
alter table quota_reservation add column hashes text not null default '';
