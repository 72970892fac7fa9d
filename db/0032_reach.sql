-- 0032  Reach: which patients are closed to whom, and who could open a chart, now and at any past moment.
set search_path = custodian;

-- Each stretch of time during which a block kept its user from a patient: while the block lasted and
-- the patient was in its set, those included who have left the set since. A stretch in which the two
-- never met ends before it begins, and no moment lies in it. What holds now, `blocked_patient` has
-- worked out; this is slower and speaks of the past as well. Nobody is granted it.
create view closing as
  select b.clinic_id, b.user_id, m.patient_id, b.block_id, s.name as set_name, b.reason,
         nullif(btrim(l.first_name || ' ' || l.last_name), '') as laid_by, b.laid_at, b.ends_at, b.review_on,
         b.master_file_open, b.emergency_allowed, b.patient_request, greatest(b.laid_at, m.since) as began_at,
         least(m.until, b.lifted_at, b.ends_at) as ended_at
    from chart_block b
    join patient_set s using (clinic_id, set_id)
    join (select clinic_id, set_id, patient_id, since, 'infinity'::timestamptz as until from patient_set_member
          union all
          select clinic_id, set_id, patient_id, since, until from former_set_member) m using (clinic_id, set_id)
    left join clinic_user l on l.clinic_id = b.clinic_id and l.user_id = b.laid_by_id;

-- What was closed to a user at a moment; null is now. Of patients who are closed to the actor, nothing.
create function closed_to_user(in_user uuid, moment timestamptz) returns setof closing
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('reach.read-reach');
  return query
    select c.* from closing c
     where c.clinic_id = (select current_clinic()) and c.user_id = in_user
       and c.began_at <= coalesce(moment, now()) and c.ended_at > coalesce(moment, now())
       and not exists (select from own_blocked_patient o where o.clinic_id = c.clinic_id and o.patient_id = c.patient_id);
end $$;

-- Whom blocks kept from a patient at a moment; nobody is named to an actor to whom that patient is closed.
create function kept_from_patient(in_patient uuid, moment timestamptz) returns setof closing
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('reach.list-openers');
  return query
    select c.* from closing c
     where c.clinic_id = (select current_clinic()) and c.patient_id = in_patient
       and c.began_at <= coalesce(moment, now()) and c.ended_at > coalesce(moment, now())
       and not exists (select from own_blocked_patient o where o.clinic_id = c.clinic_id and o.patient_id = c.patient_id);
end $$;
