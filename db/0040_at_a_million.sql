-- 0040  What grew with the clinic, at a million patients, and does not any more.
set search_path = custodian;

-- As in 0028, and the walk begins where the page does: of two lower bounds PostgreSQL may begin at the lower one, and a
-- place before all names, for the first page, led it through the index from its first name on.
create or replace function closed_by_name(begins text, ends text, beyond_name text, beyond_id uuid, before_name text, before_id uuid, most int)
  returns table (patient_id uuid, last_name text, first_name text, key text)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
#variable_conflict use_column
declare
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
  first_place text := greatest(begins collate "C", beyond_name);
  first_one uuid := case when beyond_name >= begins collate "C" then beyond_id else nobody end;
  last_place text := coalesce(before_name, ends);
  last_one uuid := coalesce(before_id, nobody);
begin
  perform only_with('patients.search-patients');
  if (select c.closed_records from clinic c where c.clinic_id = current_clinic()) = 'hidden'
     or not exists (select from own_closed_patient o where o.clinic_id = current_clinic()) then
    return;
  end if;
  return query
    select p.patient_id, p.last_name, p.first_name, p.sort_name::text from patient p
     where p.clinic_id = (select current_clinic())
       and (p.sort_name, p.patient_id) > (first_place, first_one)
       and (p.sort_name, p.patient_id) < (last_place, last_one)
       -- Not a join, which would begin with all of the actor's closed patients: asked of each row on the way.
       and case when exists (select from own_closed_patient b where b.clinic_id = p.clinic_id
                                and b.patient_id >= p.patient_id and b.patient_id <= p.patient_id) then true else false end
     order by p.sort_name, p.patient_id limit most;
end $$;

-- As in 0023, and a set is asked about once, not once for each of its 100,000 new members.
create or replace function keep_off_own_sets() returns trigger language plpgsql as $$
begin
  if current_user = 'custodian_app' and exists (
       with sets as materialized (select distinct clinic_id, set_id from touched)
       select from sets t where blocks_actor(t.clinic_id, t.set_id)) then
    raise exception 'a set that blocks oneself' using errcode = '23514', constraint = 'patient_set_not_own';
  end if;
  return null;
end $$;

-- Who signs in by one of these names. As its owner, for under the policies lower() keeps an index from being used.
create function names_taken(in_username text, in_email text) returns table (user_id uuid, which text)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select c.user_id, 'username' from credentials c where c.clinic_id = (select current_clinic()) and lower(c.username) = lower(in_username)
    union all
    select c.user_id, 'email' from credentials c where c.clinic_id = (select current_clinic()) and lower(c.email) = lower(in_email);
  end;

-- As in 0032, for whoever may take it as a file too.
create or replace function closed_to_user(in_user uuid, moment timestamptz) returns setof closing
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('reach.read-reach', 'reach.export-reach');
  return query
    select c.* from closing c
     where c.clinic_id = (select current_clinic()) and c.user_id = in_user
       and stands(c, coalesce(moment, now()))
       and not exists (select from own_blocked_patient o where o.clinic_id = c.clinic_id and o.patient_id = c.patient_id);
end $$;
