-- 0056  Of the records that are closed to the actor those of which that may be said: all that the clinic names, and of a clinic
-- that hides them those whose master file stays readable. A view, so that a refusal is found by looking at the blocks
-- once, without calling a function.
set local search_path = custodian;

create view own_closed_record with (security_barrier) as
  select b.clinic_id, b.patient_id from blocked_patient b join clinic c using (clinic_id)
   where b.user_id = current_actor() and b.until > now() and b.opened_until <= now()
     and (c.closed_records = 'named' or not exists (
           select from own_closed_patient h where h.clinic_id = b.clinic_id and h.patient_id = b.patient_id));
grant select on own_closed_record to custodian_app;

create or replace function closed_record(in_patient uuid)
  returns table (last_name text, first_name text, master_file_open boolean, emergency_allowed boolean)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select p.last_name, p.first_name,
           not exists (select from own_closed_patient h where h.clinic_id = p.clinic_id and h.patient_id = p.patient_id),
           (select bool_and(k.emergency_allowed) from blocked_patient b join chart_block k using (clinic_id, block_id)
             where b.clinic_id = p.clinic_id and b.user_id = (select current_actor()) and b.patient_id = p.patient_id and b.until > now())
      from patient p
     where p.clinic_id = (select current_clinic()) and p.patient_id = in_patient
       and exists (select from own_closed_record r where r.clinic_id = p.clinic_id and r.patient_id = p.patient_id);
  end;
