-- Who added a torrent, which stays when it is given to somebody else. Empty when it was added past Gatehouse.
alter table ownership add column adder varchar(1000);
update ownership set adder = person;
