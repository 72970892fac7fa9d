-- 0027  Set access: who sees sets and blocks, what a block would come to, and families that are proposed.
set search_path = custodian;

-- Whoever may do anything with patient sets sees them; what may be done, the operation decides.
create function keeps_patient_sets() returns boolean
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select exists (select from held_permission where clinic_id = current_clinic() and user_id = current_actor()
                      and starts_with(permission, 'patient-sets.'));
  end;
drop policy by_administrators on patient_set;
drop policy by_administrators on patient_set_member;
drop policy by_administrators on patient_set_version;
drop policy by_administrators on former_set_member;
drop policy by_administrators on chart_block;
create policy by_administrators on patient_set as restrictive to custodian_app using ((select keeps_patient_sets()));
create policy by_administrators on patient_set_member as restrictive to custodian_app using ((select keeps_patient_sets()));
create policy by_administrators on patient_set_version as restrictive to custodian_app using ((select keeps_patient_sets()));
create policy by_administrators on former_set_member as restrictive to custodian_app using ((select keeps_patient_sets()));
create policy by_administrators on chart_block as restrictive to custodian_app using ((select keeps_patient_sets()));

-- In whose name the set follows its criteria by itself.
alter table patient_set
  add column kept_by_id uuid,
  add constraint patient_set_keeper_known foreign key (clinic_id, kept_by_id) references clinic_user;
grant update (kept_by_id) on patient_set to custodian_app;

-- What closing these sets to a user would come to, patients closed to the reader included: numbers alone.
create function block_comes_to(in_user uuid, in_sets uuid[])
  returns table (closes int, opens int, appointments int, work jsonb)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
declare
  k record;
  target text;
  items int;
begin
  perform only_with('patient-sets.lay-block');
  work := '{}';
  select count(distinct m.patient_id) into closes
    from patient_set_member m join patient_set s using (clinic_id, set_id)
   where m.clinic_id = current_clinic() and m.set_id = any(in_sets) and s.deleted_at is null
     and not exists (select from blocked_patient b where b.clinic_id = m.clinic_id and b.user_id = in_user
                        and b.patient_id = m.patient_id and b.until > now());
  select count(distinct b.patient_id) into opens
    from blocked_patient b
   where b.clinic_id = current_clinic() and b.user_id = in_user and b.until > now()
     and not exists (select from patient_set_member m where m.clinic_id = b.clinic_id and m.patient_id = b.patient_id and m.set_id = any(in_sets));
  select count(distinct a.patient_id) into appointments
    from appointment a
   where a.clinic_id = current_clinic() and a.open_holder_id = in_user and a.starts_at > now()
     and exists (select from patient_set_member m where m.clinic_id = a.clinic_id and m.patient_id = a.patient_id and m.set_id = any(in_sets));
  for k in select w.kind, w.held from work_kind w order by w.kind loop
    target := substring(k.held from ' from (\S+) w where ');
    continue when not exists (select from pg_attribute where attrelid = to_regclass(target) and attname = 'patient_id');
    execute format('select count(*) from (%s and w.open_holder_id = $1 and w.clinic_id = $2 and exists
                      (select from patient_set_member m where m.clinic_id = w.clinic_id and m.patient_id = w.patient_id and m.set_id = any($3))) o', k.held)
       into items using in_user, current_clinic(), in_sets;
    if items > 0 then
      work := work || jsonb_build_object(k.kind, items);
    end if;
  end loop;
  return next;
end $$;

-- A family that was proposed and is not to be: why, by whom, since when. Never proposed again.
create table dismissed_suggestion (
  clinic_id        uuid not null,
  user_id          uuid not null,
  patient_id       uuid not null,
  reason           text not null,
  dismissed_at     timestamptz not null default now(),
  dismissed_by_id  uuid not null,
  primary key (clinic_id, user_id, patient_id),
  foreign key (clinic_id, user_id) references clinic_user,
  foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, dismissed_by_id) references clinic_user,
  constraint dismissed_suggestion_with_reason check (btrim(reason) <> '')
);
call protect('dismissed_suggestion');
call protect_chart('dismissed_suggestion');
grant select, insert on dismissed_suggestion to custodian_app;

-- Who lives where a user lives: one step of an index for each user.
create index patient_by_address on patient (clinic_id, address, patient_id) where address <> '';

-- The sets that follow their criteria by themselves, of every clinic, with what tells whether that is due: the day there,
-- and a mark that changes with the patients. The log knows when they did, so that no table need count it.
create function sets_to_keep() returns table (clinic_id uuid, set_id uuid, today date, mark text)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select s.clinic_id, s.set_id, t.today,
           (select count(*) || ' ' || coalesce(max(e.entry_id), 0) from audit_entry e
             where e.clinic_id = s.clinic_id and e.at >= t.today::timestamp at time zone c.time_zone and e.outcome = 'done'
               and e.action in ('patients.add-patient', 'patients.update-patient', 'fhir.import-bundle', 'schedule.mark-appointment', 'charts.write-note'))
      from patient_set s join clinic c using (clinic_id)
      cross join lateral (select (now() at time zone c.time_zone)::date as today) t
     where s.kept_up_to_date and s.deleted_at is null;
  end;

-- Enters in the name of whoever let a set follow its criteria, for a transaction that does this and nothing else. Nobody
-- where the keeper has left or may not any more, where the set keeps its keeper out, or where another server is at it.
create function enter_to_keep(in_clinic uuid, in_set uuid) returns uuid
  language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  keeper uuid;
begin
  select s.kept_by_id into keeper from patient_set s join active_user a on a.clinic_id = s.clinic_id and a.user_id = s.kept_by_id
   where s.clinic_id = in_clinic and s.set_id = in_set and s.kept_up_to_date and s.deleted_at is null
     for no key update of s skip locked;
  perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', keeper::text, true);
  if keeper is null or not holds('patient-sets.update-set') or blocks_actor(in_clinic, in_set) then
    return null;
  end if;
  return keeper;
end $$;
