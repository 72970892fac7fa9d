-- 0021  A result may come before the practitioner who ordered it is known here. It waits in
-- the pool; once that practitioner comes it says whose it is, and waits on: whoever works
-- the pool has it in sight, and nobody takes it from there unseen.
set search_path = custodian;

-- The fingerprint of who is meant, while nobody here is known by it.
alter table result
  add column awaits_key text,
  add constraint result_awaits_or_named check (awaits_key is null or orderer_id is null);
alter table claim
  add column awaits_key text,
  add constraint claim_awaits_or_named check (awaits_key is null or biller_id is null);
create index result_awaits on result (clinic_id, awaits_key) where awaits_key is not null;
create index claim_awaits on claim (clinic_id, awaits_key) where awaits_key is not null;

-- Who ordered and who bills is never changed, hence no grant; here it is learnt. Also in charts that
-- are closed to whoever imports: the answer is a number.
create function name_awaited(keys text[], users uuid[]) returns int
  language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  named int;
begin
  perform only_with('fhir.import-bundle');
  with known as (select key, user_id from unnest(keys, users) as k(key, user_id)),
  results as (
    update result r set orderer_id = k.user_id, awaits_key = null, came_from_id = case when r.holder_id is null then k.user_id else r.came_from_id end
      from known k where r.clinic_id = current_clinic() and r.awaits_key = k.key returning 1),
  claims as (
    update claim c set biller_id = k.user_id, awaits_key = null, came_from_id = case when c.holder_id is null then k.user_id else c.came_from_id end
      from known k where c.clinic_id = current_clinic() and c.awaits_key = k.key returning 1)
  select (select count(*) from results) + (select count(*) from claims) into named;
  return named;
end $$;
