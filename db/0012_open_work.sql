-- 0012  Counting open work over all kinds, for whoever plans a hand-over or looks after the pool.
set search_path = custodian;

-- What each of these users holds: numbers only, patients closed to the actor included.
create function count_open_work(holders uuid[]) returns table (user_id uuid, kind text, items int, oldest timestamptz)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('handover.preview-deactivation', 'handover.deactivate-user', 'handover.list-waiting', 'handover.read-receipt');
  return query
    select o.holder_id, o.kind, count(*)::int, min(o.since) from open_work o
     where o.clinic_id = (select current_clinic()) and o.holder_id = any(holders) group by 1, 2;
end $$;

-- What nobody holds: it waits in the clinic's unassigned pool.
create function count_pool() returns table (kind text, items int, oldest timestamptz)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('handover.read-pool');
  return query
    select p.kind, count(*)::int, min(p.since) from pooled_work p
     where p.clinic_id = (select current_clinic()) group by 1 order by 1;
end $$;
