-- 0015  The rest of a user's record: who they are, how they are reached, and the numbers by which insurers,
-- colleges and laboratories know them. Which numbers there are is a province's matter (src/features/users/provinces):
-- here they are one field, one value, so that a new province needs no new column and none ever has two meanings.
set search_path = custodian;

alter table clinic_user
  add column team                      text not null default '',
  add column sex                       text not null default '',
  add column date_of_birth             date,
  add column confidentiality_signed_on date,
  add column other_phone               text not null default '',
  add column pager                     text not null default '',
  -- Told when somebody books or cancels with this user.
  add column booking_phones            text[] not null default '{}',
  add constraint clinic_user_sex_known check (sex in ('', 'female', 'male', 'other', 'unknown'));
grant update (team, sex, date_of_birth, confidentiality_signed_on, other_phone, pager, booking_phones) on clinic_user to custodian_app;

create table provider_field (
  clinic_id   uuid not null,
  user_id     uuid not null,
  -- `bc.billing-number`: the province's own name before the dot, none before it where every province has the field.
  field       text not null,
  position    int  not null,
  value       text not null,
  -- The value is one person's: two active users cannot have it.
  identifies  boolean not null,
  -- As numbers are looked for and held against each other: without regard to case. Byte order, so that a lookup is one step in the index.
  sought      text collate "C" not null generated always as (upper(value)) stored,
  primary key (clinic_id, user_id, field, position),
  foreign key (clinic_id, user_id) references clinic_user,
  constraint provider_field_once unique (clinic_id, user_id, field, sought),
  constraint provider_field_named check (field ~ '^([a-z]{2}\.)?[a-z]+(-[a-z]+)*$'),
  constraint provider_field_given check (value <> '' and value = btrim(value))
);
create index provider_field_by_value on provider_field (clinic_id, sought) where identifies;

-- Whose number it is while they are active. Kept by the two triggers below; the server only reads it.
create table identifier_claim (
  clinic_id  uuid not null,
  field      text not null,
  value      text collate "C" not null,
  user_id    uuid not null,
  primary key (clinic_id, field, value),
  foreign key (clinic_id, user_id) references active_user on delete cascade
);
create index identifier_claim_by_user on identifier_claim (clinic_id, user_id);

create function release_identifiers() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  delete from identifier_claim c using gone g
   where c.clinic_id = g.clinic_id and c.field = g.field and c.value = g.sought and c.user_id = g.user_id;
  return null;
end $$;
create function claim_identifiers() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  insert into identifier_claim (clinic_id, field, value, user_id)
  select m.clinic_id, m.field, m.sought, m.user_id from made m join active_user using (clinic_id, user_id) where m.identifies;
  return null;
end $$;
-- Whoever becomes active claims again what is theirs, and is refused what somebody has taken meanwhile.
create function reclaim_identifiers() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  insert into identifier_claim (clinic_id, field, value, user_id)
  select f.clinic_id, f.field, f.sought, f.user_id from made join provider_field f using (clinic_id, user_id) where f.identifies;
  return null;
end $$;
create trigger released after delete on provider_field referencing old table as gone
  for each statement execute function release_identifiers();
create trigger claimed after insert on provider_field referencing new table as made
  for each statement execute function claim_identifiers();
create trigger reclaimed after insert on active_user referencing new table as made
  for each statement execute function reclaim_identifiers();

-- Registered at this site for BC's Business Cost Premium.
alter table site_assignment add column bcp boolean not null default false;

call protect('provider_field');
call protect('identifier_claim');
-- A value is replaced, never altered: nothing changes without passing the triggers.
grant select, insert (clinic_id, user_id, field, position, value, identifies), delete on provider_field to custodian_app;
grant select on identifier_claim to custodian_app;
grant update (bcp) on site_assignment to custodian_app;
