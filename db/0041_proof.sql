-- 0041  Shared queries of others; whom a closed record's reader may ask; emergencies of a shorter time; sets that go on
-- when their keeper may not any more.
set search_path = custodian;

-- What is shared stands before everybody, so whoever looks after the clinic can rename it and delete it.
drop policy own_update on report_query;
drop policy own_delete on report_query;
create policy own_update on report_query as restrictive for update to custodian_app
  using (owner_id = (select current_actor()) or (shared and (select holds('demographic-report.rename-shared-query'))));
create policy own_delete on report_query as restrictive for delete to custodian_app
  using (owner_id = (select current_actor()) or (shared and (select holds('demographic-report.delete-shared-query'))));

-- Whether whoever meets a closed record is told who the patient's MRP is, to ask them.
alter table clinic add column closed_mrp_named boolean not null default false;
grant update (closed_mrp_named) on clinic to custodian_app;

-- Whom the actor can ask about a record that is closed to them, besides those who answer for closed records: whoever
-- laid the blocks, and the MRP where the clinic says so. Nobody who cannot sign in, and never the actor.
create function closed_record_contacts(in_patient uuid) returns table (user_id uuid, why text)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select asked.user_id, asked.why
      from (select distinct k.laid_by_id as user_id, 'closed-it' as why
              from blocked_patient b join chart_block k using (clinic_id, block_id)
             where b.clinic_id = (select current_clinic()) and b.user_id = (select current_actor()) and b.patient_id = in_patient
               and b.until > now()
            union all
            select p.mrp_id, 'mrp' from patient p join clinic c on c.clinic_id = p.clinic_id
             where p.clinic_id = (select current_clinic()) and p.patient_id = in_patient and c.closed_mrp_named) asked
      join active_user a on a.clinic_id = (select current_clinic()) and a.user_id = asked.user_id
      join clinic_user u on u.clinic_id = a.clinic_id and u.user_id = a.user_id
     where u.locked_at is null and a.user_id <> (select current_actor()) and exists (select from closed_record(in_patient));
  end;

-- As in 0028, for as many hours as are asked for, where the clinic's limit allows so many; null: until the limit.
drop function begin_emergency_access(uuid, text, text);
create function begin_emergency_access(in_patient uuid, in_kind text, in_reason text, in_hours int)
  returns table (said text, access_id uuid, ends_at timestamptz, tells uuid[], most_hours int)
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
#variable_conflict use_column
declare
  most int := (select c.emergency_access_hours from clinic c where c.clinic_id = current_clinic());
  closing timestamptz := now() + make_interval(hours => coalesce(in_hours, most));
  against text;
  made uuid;
begin
  perform only_with('emergency-access.begin-access');
  perform from blocked_patient b where b.clinic_id = current_clinic() and b.user_id = current_actor()
      and b.patient_id = in_patient and b.until > now() for update;
  against := case
    when not found then
      case when exists (select from patient p where p.clinic_id = current_clinic() and p.patient_id = in_patient)
           then 'not-blocked' else 'not-found' end
    when not exists (select from blocked_patient b where b.clinic_id = current_clinic() and b.user_id = current_actor()
                        and b.patient_id = in_patient and b.until > now() and b.opened_until <= now()) then 'already-open'
    when not exists (select from closed_record(in_patient)) then 'not-found'
    when not (select c.emergency_allowed from closed_record(in_patient) c) then 'not-allowed'
    when in_hours > most then 'too-long' end;
  if against is not null then
    return query select against, null::uuid, null::timestamptz, null::uuid[], most;
    return;
  end if;
  -- One that a new block has closed is over.
  update emergency_access e set ended_at = now()
   where e.clinic_id = current_clinic() and e.user_id = current_actor() and e.patient_id = in_patient
     and e.ends_at > now() and e.ended_at is null;
  insert into emergency_access (clinic_id, user_id, patient_id, reason_kind, reason, ends_at)
  values (current_clinic(), current_actor(), in_patient, in_kind, in_reason, closing) returning access_id into made;
  update blocked_patient b set opened_until = closing
   where b.clinic_id = current_clinic() and b.user_id = current_actor() and b.patient_id = in_patient and b.until > now();
  return query
    select 'begun', made, closing, array(
      select o.user_id from privacy_officers() o
      union
      select k.laid_by_id from blocked_patient b join chart_block k using (clinic_id, block_id) join active_user a
          on a.clinic_id = k.clinic_id and a.user_id = k.laid_by_id
       where b.clinic_id = current_clinic() and b.user_id = current_actor() and b.patient_id = in_patient and b.until > now()
      except select current_actor()), most;
end $$;

-- Whether somebody could let a set follow its criteria in their name: active, not locked, permitted, not kept out by it.
create function could_keep_set(in_clinic uuid, in_set uuid, in_user uuid) returns boolean
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select exists (select from active_user a join clinic_user u using (clinic_id, user_id)
                    where a.clinic_id = in_clinic and a.user_id = in_user and u.locked_at is null)
       and exists (select from held_permission h where h.clinic_id = in_clinic and h.user_id = in_user and h.permission = 'patient-sets.update-set')
       and not exists (select from chart_block b where b.clinic_id = in_clinic and b.set_id = in_set and b.user_id = in_user
                          and b.lifted_at is null and (b.ends_at is null or b.ends_at > now()));
  end;
revoke execute on function could_keep_set from public;

-- Lets the next set, of any clinic, whose keeper has left, is locked or may not any more go on in the name of an
-- administrator: whoever made it, or else the first. The administrators are told; the entry names nobody as acting.
-- Answers which set that was, null where there is none.
create function keep_next_set_in_other_hands() returns uuid
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  due record;
  facts jsonb;
begin
  select s.clinic_id, s.set_id, s.name, s.kept_by_id, n.user_id as keeper into due
    from patient_set s
    cross join lateral (
      select u.user_id from user_role ur join role r using (clinic_id, role_id) join clinic_user u using (clinic_id, user_id)
       where ur.clinic_id = s.clinic_id and r.system = 'admin' and could_keep_set(s.clinic_id, s.set_id, u.user_id)
       order by u.user_id is distinct from s.made_by_id, u.user_number limit 1) n
   where s.kept_up_to_date and s.deleted_at is null and (s.kept_by_id is null or not could_keep_set(s.clinic_id, s.set_id, s.kept_by_id))
   limit 1;
  if not found then
    return null;
  end if;
  perform set_config('custodian.clinic', due.clinic_id::text, true), set_config('custodian.actor', due.keeper::text, true);
  -- The new keeper first, as whoever acts; then the set, unless another server was first.
  perform from active_user a where a.clinic_id = due.clinic_id and a.user_id = due.keeper for key share;
  perform from patient_set s
    where s.clinic_id = due.clinic_id and s.set_id = due.set_id and s.kept_by_id is not distinct from due.kept_by_id for no key update;
  if not found then
    return due.set_id;
  end if;
  update patient_set s set kept_by_id = due.keeper where s.clinic_id = due.clinic_id and s.set_id = due.set_id;
  select jsonb_build_object('set', due.name, 'setId', due.set_id, 'by', k.first_name || ' ' || k.last_name)
         || coalesce((select jsonb_build_object('leaver', f.first_name || ' ' || f.last_name) from clinic_user f
                       where f.clinic_id = due.clinic_id and f.user_id = due.kept_by_id), '{}')
    into facts from clinic_user k where k.clinic_id = due.clinic_id and k.user_id = due.keeper;
  perform tell(u.user_id, 'set-keeper-changed', facts, null)
     from (select distinct ur.user_id from user_role ur join role r using (clinic_id, role_id) join active_user a using (clinic_id, user_id)
             join clinic_user c using (clinic_id, user_id)
            where ur.clinic_id = due.clinic_id and r.system = 'admin' and c.locked_at is null) u;
  insert into audit_entry (clinic_id, action, outcome, subject_user_id, facts)
  values (due.clinic_id, 'patient-sets.keep-up-to-date', 'done', due.keeper, facts || jsonb_build_object('byItself', true));
  return due.set_id;
end $$;
