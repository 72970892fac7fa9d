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

-- Whether it kept the user out at a moment: an emergency access opens what stood when it began, and nothing that came later.
create function stands(c closing, moment timestamptz) returns boolean
  language sql stable set search_path = custodian, pg_temp
  begin atomic
    select c.began_at <= moment and c.ended_at > moment and not exists (
      select from emergency_access e
       where e.clinic_id = c.clinic_id and e.user_id = c.user_id and e.patient_id = c.patient_id
         and e.began_at between c.began_at and moment and coalesce(e.ended_at, e.ends_at) > moment);
  end;

-- What was closed to a user at a moment; null is now. Of patients who are closed to the actor, nothing.
create function closed_to_user(in_user uuid, moment timestamptz) returns setof closing
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('reach.read-reach');
  return query
    select c.* from closing c
     where c.clinic_id = (select current_clinic()) and c.user_id = in_user
       and stands(c, coalesce(moment, now()))
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
       and stands(c, coalesce(moment, now()))
       and not exists (select from own_blocked_patient o where o.clinic_id = c.clinic_id and o.patient_id = c.patient_id);
end $$;

-- As before (0014), by the same word on what stands: members who have left, ends and emergency access counted.
create or replace function block_at(in_user uuid, in_patient uuid, moment timestamptz) returns table (laid_at timestamptz, set_name text)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('roles.explain-access');
  return query
    select c.laid_at, case when holds('patient-sets.lay-block') then c.set_name end from closing c
     where c.clinic_id = (select current_clinic()) and c.user_id = in_user and c.patient_id = in_patient
       and stands(c, coalesce(moment, now()))
       and not exists (select from own_blocked_patient o where o.clinic_id = c.clinic_id and o.patient_id = c.patient_id)
     order by c.laid_at limit 1;
end $$;

-- As before (0019), without blocks that have ended by themselves.
create or replace function blocks_on(users uuid[]) returns table (user_id uuid, blocks int)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('access-review.start-review', 'access-review.read-review');
  return query
    select b.user_id, count(*)::int from chart_block b
     where b.clinic_id = (select current_clinic()) and b.user_id = any(users)
       and b.lifted_at is null and (b.ends_at is null or b.ends_at > now())
     group by b.user_id;
end $$;
create or replace function block_names_on(users uuid[]) returns table (user_id uuid, names text[])
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('access-review.read-review');
  if not holds('patient-sets.lay-block') then
    return;
  end if;
  return query
    select b.user_id, array_agg(s.name order by lower(s.name)) from chart_block b join patient_set s using (clinic_id, set_id)
     where b.clinic_id = (select current_clinic()) and b.user_id = any(users)
       and b.lifted_at is null and (b.ends_at is null or b.ends_at > now())
       and not blocks_actor(b.clinic_id, b.set_id)
     group by b.user_id;
end $$;
