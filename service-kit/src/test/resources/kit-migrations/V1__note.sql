create table note (v int not null);
insert into note values (1);
grant select on note to kit;
