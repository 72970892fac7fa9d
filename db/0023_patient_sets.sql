-- 0023  Patient sets with versions, and blocks with terms.
--
-- A set changes only by a new version that somebody makes: who is in it and who was, from which
-- version to which, stays known. A block's terms never change: other terms are another block.
set search_path = custodian;

alter table patient_set
  -- Counts changes of any kind, for whoever edits it; `version_number` those of who is in it.
  add column version int not null default 1,
  add column version_number int not null default 1,
  -- What the demographic report was asked for; null when patients were named one by one.
  add column criteria jsonb,
  add column made_by_id uuid,
  -- Evaluated again when patients change and each night; off unless somebody chooses it.
  add column kept_up_to_date boolean not null default false,
  add column deleted_at timestamptz,
  add constraint patient_set_maker_known foreign key (clinic_id, made_by_id) references clinic_user,
  add constraint patient_set_named check (btrim(name) <> '' and char_length(name) <= 100),
  add constraint patient_set_up_to_date_by_criteria check (not kept_up_to_date or criteria is not null);
call count_versions('patient_set');
drop index patient_set_name_unique;
create unique index patient_set_name_unique on patient_set (clinic_id, lower(btrim(name))) where deleted_at is null;

-- One line for each version: who made it, when, why, and how many it took in and let go.
create table patient_set_version (
  clinic_id   uuid not null,
  set_id      uuid not null,
  number      int not null,
  made_at     timestamptz not null default now(),
  made_by_id  uuid not null,
  criteria    jsonb,
  reason      text not null default '',
  members     int not null,
  joined      int not null,
  departed    int not null,
  primary key (clinic_id, set_id, number),
  foreign key (clinic_id, set_id) references patient_set,
  foreign key (clinic_id, made_by_id) references clinic_user,
  constraint patient_set_version_adds_up check (members >= joined and departed >= 0)
);
call protect('patient_set_version');

alter table patient_set_member
  add column since_version int not null default 1,
  -- Since when is not known of those who are there already.
  add column since timestamptz not null default '-infinity';
alter table patient_set_member alter column since set default now();
create index patient_set_member_by_patient on patient_set_member (clinic_id, patient_id);

-- Who was in a set and is not any more. Written by the trigger below and by nobody else.
create table former_set_member (
  clinic_id      uuid not null,
  set_id         uuid not null,
  patient_id     uuid not null,
  since_version  int not null,
  since          timestamptz not null,
  until          timestamptz not null default now(),
  primary key (clinic_id, set_id, patient_id, since_version, until),
  foreign key (clinic_id, set_id) references patient_set,
  foreign key (clinic_id, patient_id) references patient
);
create index former_set_member_by_patient on former_set_member (clinic_id, patient_id);
call protect('former_set_member');

alter table chart_block
  add column laid_by_id uuid,
  add column reason text not null default '',
  add column ends_at timestamptz,
  add column review_on date,
  -- Whether the demographics stay readable, and only the chart is closed.
  add column master_file_open boolean not null default false,
  add column emergency_allowed boolean not null default false,
  -- Asked for by the patient: a lock-box.
  add column patient_request boolean not null default false,
  add column lifted_by_id uuid,
  add column lift_reason text not null default '',
  add constraint chart_block_layer_known foreign key (clinic_id, laid_by_id) references clinic_user,
  add constraint chart_block_lifter_known foreign key (clinic_id, lifted_by_id) references clinic_user,
  add constraint chart_block_ends_after_laid check (ends_at > laid_at);
create index chart_block_by_set on chart_block (clinic_id, set_id);

alter table blocked_patient
  add column until timestamptz not null default 'infinity',
  add column master_file_open boolean not null default false;

-- A block that has ended by itself is over without anybody's doing.
create or replace view own_blocked_patient with (security_barrier) as
  select clinic_id, patient_id from blocked_patient where user_id = current_actor() and until > now();
-- Whose demographics are closed too.
create view own_closed_patient with (security_barrier) as
  select clinic_id, patient_id from blocked_patient where user_id = current_actor() and until > now() and not master_file_open;
grant select on own_closed_patient to custodian_app;

drop policy chart_not_blocked on patient;
create policy chart_not_blocked on patient as restrictive to custodian_app
  using (not exists (select from own_closed_patient b where b.clinic_id = patient.clinic_id
                        and b.patient_id >= patient.patient_id and b.patient_id <= patient.patient_id));
create or replace function count_patients() returns int
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select (select count(*) from patient where clinic_id = (select current_clinic()))::int
         - (select count(distinct patient_id) from own_closed_patient where clinic_id = (select current_clinic()))::int;
  end;

create or replace function spread_block() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  perform from patient_set where clinic_id = new.clinic_id and set_id = new.set_id for no key update;
  if tg_op = 'INSERT' then
    insert into blocked_patient (clinic_id, user_id, patient_id, block_id, until, master_file_open)
    select clinic_id, new.user_id, patient_id, new.block_id, coalesce(new.ends_at, 'infinity'), new.master_file_open
      from patient_set_member where clinic_id = new.clinic_id and set_id = new.set_id;
  else
    delete from blocked_patient where clinic_id = new.clinic_id and block_id = new.block_id;
  end if;
  return null;
end $$;
drop trigger spread on chart_block;
create trigger spread after insert on chart_block for each row when (new.lifted_at is null) execute function spread_block();
create trigger gather after update on chart_block for each row when (new.lifted_at is not null) execute function spread_block();

create or replace function spread_members() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  perform from patient_set where (clinic_id, set_id) in (select clinic_id, set_id from added)
    order by clinic_id, set_id for no key update;
  insert into blocked_patient (clinic_id, user_id, patient_id, block_id, until, master_file_open)
  select b.clinic_id, b.user_id, m.patient_id, b.block_id, coalesce(b.ends_at, 'infinity'), b.master_file_open
    from added m join chart_block b using (clinic_id, set_id) where b.lifted_at is null;
  return null;
end $$;
create function gather_members() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  perform from patient_set where (clinic_id, set_id) in (select clinic_id, set_id from gone)
    order by clinic_id, set_id for no key update;
  insert into former_set_member (clinic_id, set_id, patient_id, since_version, since)
  select clinic_id, set_id, patient_id, since_version, since from gone;
  delete from blocked_patient p using gone m, chart_block b
   where b.clinic_id = m.clinic_id and b.set_id = m.set_id and b.lifted_at is null
     and p.clinic_id = b.clinic_id and p.user_id = b.user_id and p.patient_id = m.patient_id and p.block_id = b.block_id;
  return null;
end $$;
create trigger gather after delete on patient_set_member referencing old table as gone
  for each statement execute function gather_members();

-- Nobody changes a set that keeps them out of charts, nor a block on themselves. Whoever
-- runs as the owner (an import, a set that follows its criteria) acts for nobody's benefit.
create function keep_off_own_blocks() returns trigger language plpgsql as $$
begin
  if current_user = 'custodian_app' and new.user_id = current_actor() then
    raise exception 'a block on oneself' using errcode = '23514', constraint = 'chart_block_not_own';
  end if;
  return new;
end $$;
create trigger not_own before insert or update on chart_block for each row execute function keep_off_own_blocks();

create function blocks_actor(in_clinic uuid, in_set uuid) returns boolean
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select exists (select from chart_block b where b.clinic_id = in_clinic and b.set_id = in_set and b.user_id = current_actor()
                      and b.lifted_at is null and (b.ends_at is null or b.ends_at > now()));
  end;
create function keep_off_own_sets() returns trigger language plpgsql as $$
begin
  if current_user = 'custodian_app' and exists (
       select from (select distinct clinic_id, set_id from touched) t where blocks_actor(t.clinic_id, t.set_id)) then
    raise exception 'a set that blocks oneself' using errcode = '23514', constraint = 'patient_set_not_own';
  end if;
  return null;
end $$;
create trigger not_own after update on patient_set referencing new table as touched
  for each statement execute function keep_off_own_sets();
create trigger not_own_joined after insert on patient_set_member referencing new table as touched
  for each statement execute function keep_off_own_sets();
create trigger not_own_left after delete on patient_set_member referencing old table as touched
  for each statement execute function keep_off_own_sets();

-- A set that blocks anybody stays.
create function keep_blocking_sets() returns trigger language plpgsql as $$
begin
  if exists (select from chart_block b where b.clinic_id = new.clinic_id and b.set_id = new.set_id
                and b.lifted_at is null and (b.ends_at is null or b.ends_at > now())) then
    raise exception 'a set that blocks somebody' using errcode = '23514', constraint = 'patient_set_blocks';
  end if;
  return new;
end $$;
create trigger blocks_nobody before update of deleted_at on patient_set
  for each row when (new.deleted_at is not null) execute function keep_blocking_sets();

create policy by_administrators on patient_set_version as restrictive to custodian_app using ((select holds('patient-sets.save-patient-set')));
create policy by_administrators on former_set_member as restrictive to custodian_app using ((select holds('patient-sets.save-patient-set')));
grant select, insert on patient_set_version to custodian_app;
grant select on former_set_member to custodian_app;
grant update (name, version_number, criteria, kept_up_to_date, deleted_at) on patient_set to custodian_app;
grant delete on patient_set_member to custodian_app;
grant update (lifted_by_id, lift_reason) on chart_block to custodian_app;
