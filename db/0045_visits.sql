-- 0045  Visits of the past that nobody closed out, looked through by day, site and provider; and appointments cancelled a
-- day at a time, whose patients are written to.
set search_path = custodian;

-- Few are open at any time, however long the clinic has been here.
create index appointment_unclosed on appointment (clinic_id, starts_at, appointment_id) where status in ('booked', 'arrived');

-- What waits to be closed out: with the actor and whom they cover, and with nobody. As stamped for other work (0036).
create function waiting_appointment() returns table (open int, withheld int, pool int, pool_withheld int)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('schedule.list-past-visits');
  return query
    with closed as materialized (select b.patient_id from own_blocked_patient b where b.clinic_id = (select current_clinic()))
    select mine.*, pooled.*
      from (select count(*) filter (where not i.closed)::int, count(*) filter (where i.closed)::int
              from (select w.patient_id in (select c.patient_id from closed c) as closed
                      from held_by_actor('past-appointment') h join appointment w on w.open_holder_id = h
                     where w.clinic_id = (select current_clinic()) and w.starts_at < now()) i) mine,
           (select count(*) filter (where not i.closed)::int, count(*) filter (where i.closed)::int
              from (select w.patient_id in (select c.patient_id from closed c) as closed from appointment w
                     where w.clinic_id = (select current_clinic()) and w.status in ('booked', 'arrived') and w.holder_id is null
                       and w.starts_at < now()) i) pooled;
end $$;

-- Whether a user may say what became of a visit, and the record of its patient is open to them. Told as a yes or no, as of
-- notes (0038): why not, is nobody's business.
create function may_close_out(in_user uuid, in_patient uuid) returns boolean
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('schedule.give-visit');
  return exists (select from held_permission h where h.clinic_id = (select current_clinic()) and h.user_id = in_user
                    and h.permission = 'schedule.mark-appointment')
     and not exists (select from blocked_patient b where b.clinic_id = (select current_clinic()) and b.user_id = in_user
                        and b.patient_id = in_patient and b.until > now());
end $$;

-- When the patient was written to that it is cancelled; the schedule says so, and whom it still has to call.
alter table appointment add column told_at timestamptz;

-- Writes to the patients of cancelled appointments that are still to come: when it was to be and whom to call, no more.
-- Nobody is written to twice, and of nobody who is closed to the actor.
create function tell_of_cancelled(appointments uuid[]) returns int
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  told int;
begin
  perform only_with('schedule.cancel-appointment', 'schedule.cancel-appointments');
  if current_setting('custodian.sends_mail', true) is distinct from 'on' then
    return 0;
  end if;
  with due as (
    select a.appointment_id, p.first_name, p.email, a.starts_at, c.phone
      from appointment a join patient p using (clinic_id, patient_id) join clinic c using (clinic_id)
     where a.clinic_id = (select current_clinic()) and a.appointment_id = any(appointments) and a.status = 'cancelled'
       and a.told_at is null and a.starts_at > now() and p.email ~ '^[^@[:space:]]+@[^@[:space:]]+$'
       and not exists (select from own_blocked_patient b where b.clinic_id = a.clinic_id and b.patient_id = a.patient_id)),
  written as (
    insert into mail (clinic_id, kind, to_address, facts)
    select current_clinic(), 'appointment-cancelled', email,
           jsonb_build_object('firstName', first_name, 'startsAt', starts_at, 'phone', phone) from due)
  update appointment a set told_at = now() from due
   where a.clinic_id = (select current_clinic()) and a.appointment_id = due.appointment_id;
  get diagnostics told = row_count;
  return told;
end $$;
