-- 0005  Patients: the master file, patient sets, and the blocks that keep a user out.
--
-- A patient set is a snapshot: patients who come to match its criteria later do not
-- join it. A block keeps one user out of the patients of one set, from the moment it is
-- laid until it is lifted. Blocks are lifted, never deleted.
set search_path = custodian;

create table patient (
  clinic_id           uuid not null references clinic,
  patient_id          uuid not null default gen_random_uuid(),
  demographic_number  bigint not null,
  last_name           text not null,
  first_name          text not null default '',
  date_of_birth       date,
  sex                 text not null default '',
  health_number       text not null default '',
  health_province     text not null default '',
  phone               text not null default '',
  cell_phone          text not null default '',
  email               text not null default '',
  address             text not null default '',
  city                text not null default '',
  province            text not null default '',
  postal_code         text not null default '',
  mrp_id              uuid,
  deceased_on         date,
  -- Known to have died, on a day that nobody has told.
  deceased            boolean not null default false,
  version             int not null default 1,
  -- Lower case, family name first. Byte order, so that a prefix is a range of the index.
  sort_name           text collate "C" not null generated always as (lower(last_name) || ', ' || lower(first_name)) stored,
  health_digits       text collate "C" not null generated always as (upper(regexp_replace(health_number, '[^[:alnum:]]', '', 'g'))) stored,
  -- Without the 1 that North America may dial first.
  phone_digits        text collate "C" not null generated always as (regexp_replace(regexp_replace(phone, '[^0-9]', '', 'g'), '^1(?=[0-9]{10}$)', '')) stored,
  cell_digits         text collate "C" not null generated always as (regexp_replace(regexp_replace(cell_phone, '[^0-9]', '', 'g'), '^1(?=[0-9]{10}$)', '')) stored,
  number_digits       text collate "C" not null generated always as (demographic_number::text) stored,
  primary key (clinic_id, patient_id),
  foreign key (clinic_id, mrp_id) references clinic_user,
  constraint patient_number_unique unique (clinic_id, demographic_number),
  constraint patient_named check (btrim(last_name) <> ''),
  constraint patient_sex_known check (sex in ('', 'female', 'male', 'other', 'unknown'))
);
create index patient_by_name on patient (clinic_id, sort_name, patient_id);
create index patient_by_birth on patient (clinic_id, date_of_birth, patient_id) where date_of_birth is not null;
create index patient_by_phone on patient (clinic_id, phone_digits, patient_id) where phone_digits <> '';
create index patient_by_cell on patient (clinic_id, cell_digits, patient_id) where cell_digits <> '';
create index patient_by_number on patient (clinic_id, number_digits, patient_id);
create index patient_by_mrp on patient (clinic_id, mrp_id, sort_name, patient_id) where mrp_id is not null;
create unique index patient_health_number_unique on patient (clinic_id, health_province, health_digits) where health_digits <> '';
create index patient_by_health on patient (clinic_id, health_digits, patient_id) where health_digits <> '';

create table patient_set (
  clinic_id  uuid not null references clinic,
  set_id     uuid not null default gen_random_uuid(),
  name       text not null,
  taken_at   timestamptz not null default now(),
  primary key (clinic_id, set_id)
);
create unique index patient_set_name_unique on patient_set (clinic_id, lower(name));
create table patient_set_member (
  clinic_id   uuid not null,
  set_id      uuid not null,
  patient_id  uuid not null,
  primary key (clinic_id, set_id, patient_id),
  foreign key (clinic_id, set_id) references patient_set,
  foreign key (clinic_id, patient_id) references patient
);
create table chart_block (
  clinic_id  uuid not null,
  block_id   uuid not null default gen_random_uuid(),
  set_id     uuid not null,
  user_id    uuid not null,
  laid_at    timestamptz not null default now(),
  lifted_at  timestamptz,
  primary key (clinic_id, block_id),
  constraint chart_block_set_known foreign key (clinic_id, set_id) references patient_set,
  constraint chart_block_user_known foreign key (clinic_id, user_id) references clinic_user,
  constraint chart_block_lifted_after_laid check (lifted_at >= laid_at)
);
create unique index chart_block_one_live on chart_block (clinic_id, user_id, set_id) where lifted_at is null;

call protect('patient');
call protect('patient_set');
call protect('patient_set_member');
call protect('chart_block');
call count_versions('patient');
create policy by_administrators on patient_set as restrictive to custodian_app using ((select holds('patient-sets.save-patient-set')));
create policy by_administrators on patient_set_member as restrictive to custodian_app using ((select holds('patient-sets.save-patient-set')));
create policy by_administrators on chart_block as restrictive to custodian_app using ((select holds('patient-sets.lay-block')));

-- Who is kept from whom, worked out when a block is laid or lifted, not when a chart is
-- asked for. Written by the two triggers below and by nobody else.
create table blocked_patient (
  clinic_id   uuid not null,
  user_id     uuid not null,
  patient_id  uuid not null,
  block_id    uuid not null,
  primary key (clinic_id, user_id, patient_id, block_id)
);
-- By the block alone: with the clinic in front it would tempt the policy's look-up when statistics are old.
create index blocked_patient_by_block on blocked_patient (block_id);
call protect('blocked_patient');

-- Both hold the set's row, so that a block and a new member cannot miss each other.
create function spread_block() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  perform from patient_set where clinic_id = new.clinic_id and set_id = new.set_id for no key update;
  delete from blocked_patient where clinic_id = new.clinic_id and block_id = new.block_id;
  if new.lifted_at is null then
    insert into blocked_patient select clinic_id, new.user_id, patient_id, new.block_id
      from patient_set_member where clinic_id = new.clinic_id and set_id = new.set_id;
  end if;
  return null;
end $$;
create trigger spread after insert or update on chart_block for each row execute function spread_block();

create function spread_members() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  perform from patient_set where (clinic_id, set_id) in (select clinic_id, set_id from added)
    order by clinic_id, set_id for no key update;
  insert into blocked_patient select b.clinic_id, b.user_id, m.patient_id, b.block_id
    from added m join chart_block b using (clinic_id, set_id) where b.lifted_at is null;
  return null;
end $$;
create trigger spread after insert on patient_set_member referencing new table as added
  for each statement execute function spread_members();

-- Reads as its owner: the actor, who may not read blocked_patient, is still held by it.
create view own_blocked_patient with (security_barrier) as
  select clinic_id, patient_id from blocked_patient where user_id = current_actor();

-- Every table that carries a patient's content passes through here as well. The look-up is
-- a range on purpose: an equality lets PostgreSQL gather all of the actor's blocked patients
-- into a hash first, 8 ms for 15,000 of them, before it shows a page of 50.
create procedure protect_chart(target regclass)
  language plpgsql set search_path = custodian, pg_temp as $$
begin
  execute format('create policy chart_not_blocked on %1$s as restrictive to custodian_app
                  using (not exists (select from own_blocked_patient b where b.clinic_id = %1$s.clinic_id
                             and b.patient_id >= %1$s.patient_id and b.patient_id <= %1$s.patient_id))', target);
end $$;
call protect_chart('patient');
-- The log speaks of patients too: what somebody may not open, they do not read of. Their try
-- to open it is written down all the same, hence for select only.
create policy chart_not_blocked on audit_entry as restrictive for select to custodian_app
  using (not exists (select from own_blocked_patient b where b.clinic_id = audit_entry.clinic_id
                        and b.patient_id >= audit_entry.patient_id and b.patient_id <= audit_entry.patient_id));
-- And so does an answer that is kept for whoever asks twice.
call protect_chart('answered_request');

-- What the policy leaves of `patient`, without asking it of each row.
create function count_patients() returns int
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select (select count(*) from patient where clinic_id = (select current_clinic()))::int
         - (select count(distinct patient_id) from own_blocked_patient where clinic_id = (select current_clinic()))::int;
  end;

grant select, insert on patient, patient_set, patient_set_member, chart_block to custodian_app;
grant update (last_name, first_name, date_of_birth, sex, health_number, health_province, phone, cell_phone, email,
              address, city, province, postal_code, mrp_id, deceased_on, deceased) on patient to custodian_app;
grant update (lifted_at) on chart_block to custodian_app;
grant select on own_blocked_patient to custodian_app;
