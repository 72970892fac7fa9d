-- 0051  The day on which somebody looks at a block again: it is told to whoever does, and to all who could where nobody does.
-- Homes that are the same however they were typed. And what a report that its limit cut short had asked for.
set search_path = custodian;

create index chart_block_to_review on chart_block (clinic_id, review_on) where review_on is not null and lifted_at is null;

-- Who is told that a block is to be looked at again: its reviewer, or everybody who may where the reviewer cannot any more. Nobody whom
-- the block or another one of its set keeps out.
create function tellers_of_block_review(in_clinic uuid, in_block uuid) returns setof uuid
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    with able as (
      select u.user_id, b.reviewer_id is not distinct from u.user_id as named
        from chart_block b
        join active_user a on a.clinic_id = b.clinic_id
        join clinic_user u on u.clinic_id = a.clinic_id and u.user_id = a.user_id and u.locked_at is null
       where b.clinic_id = in_clinic and b.block_id = in_block
         and exists (select from held_permission h where h.clinic_id = u.clinic_id and h.user_id = u.user_id and h.permission = 'patient-sets.lay-block')
         and not exists (select from chart_block o where o.clinic_id = b.clinic_id and o.set_id = b.set_id and o.user_id = u.user_id
                            and o.lifted_at is null and (o.ends_at is null or o.ends_at > now())))
    select w.user_id from able w where w.named or not exists (select from able n where n.named);
  end;
revoke execute on function tellers_of_block_review from public;

-- Tells the next user, of any clinic, of a block whose review day has come: a notice, and mail where there is a mail server; once a
-- week until the block is lifted, or laid with another day. Says whether there was one.
create function tell_next_of_block_review() returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  due record;
begin
  select b.clinic_id, r.user_id, w.about,
         jsonb_build_object('blocked', k.first_name || ' ' || k.last_name, 'set', s.name, 'setId', s.set_id, 'dueOn', b.review_on) as facts
    into due
    from chart_block b
    join patient_set s using (clinic_id, set_id)
    join clinic_user k on k.clinic_id = b.clinic_id and k.user_id = b.user_id
    join clinic c on c.clinic_id = b.clinic_id
    cross join lateral (select (now() at time zone c.time_zone)::date as today) t
    cross join lateral (select b.block_id || ':week-' || (t.today - b.review_on) / 7 as about) w
    cross join lateral tellers_of_block_review(b.clinic_id, b.block_id) r(user_id)
   where b.review_on is not null and b.lifted_at is null and (b.ends_at is null or b.ends_at > now()) and b.review_on <= t.today
     and not exists (select from reminder m where m.clinic_id = b.clinic_id and m.user_id = r.user_id and m.kind = 'block-review-due' and m.about = w.about)
   limit 1;
  if not found then
    return false;
  end if;
  perform set_config('custodian.clinic', due.clinic_id::text, true), set_config('custodian.actor', due.user_id::text, true);
  perform from active_user a where a.clinic_id = due.clinic_id and a.user_id = due.user_id for no key update;
  if not found or exists (select from reminder m where m.clinic_id = due.clinic_id and m.user_id = due.user_id and m.kind = 'block-review-due' and m.about = due.about) then
    return true;
  end if;
  insert into reminder (clinic_id, user_id, kind, about) values (due.clinic_id, due.user_id, 'block-review-due', due.about);
  perform tell(due.user_id, 'block-review-due', due.facts, null);
  insert into audit_entry (clinic_id, action, outcome, subject_user_id, facts)
  values (due.clinic_id, 'patient-sets.tell-of-block-review', 'done', due.user_id, due.facts);
  return true;
end $$;

-- A home as it is compared: in lower case, without what stands between letters and digits, usual words for streets shortened.
create function home_key_of(address text) returns text
  language sql immutable parallel safe
  return replace(replace(replace(replace(replace(replace(replace(replace(
    regexp_replace(lower(address), '[^[:alnum:]]', '', 'g'),
    'street', 'st'), 'avenue', 'ave'), 'road', 'rd'), 'drive', 'dr'), 'crescent', 'cres'), 'boulevard', 'blvd'), 'place', 'pl'), 'court', 'ct');
alter table patient
  add column home_key text collate "C" not null generated always as (home_key_of(address)) stored;
create index patient_by_home on patient (clinic_id, home_key, patient_id) where home_key <> '';
drop index patient_by_address;

-- What a report asked for stays with the version that was made of it, also where its limit cut it short: then it cannot be asked again.
alter table patient_set_version
  add column cut_to int,
  add constraint patient_set_version_cut check (cut_to > 0);

-- As before (0027), and a set that asks for a provider follows whenever patients are given to another one.
create or replace function sets_to_keep() returns table (clinic_id uuid, set_id uuid, today date, mark text)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select s.clinic_id, s.set_id, t.today,
           (select count(*) || ' ' || coalesce(max(e.entry_id), 0) from audit_entry e
             where e.clinic_id = s.clinic_id and e.at >= t.today::timestamp at time zone c.time_zone and e.outcome = 'done'
               and e.action in ('patients.add-patient', 'patients.update-patient', 'patients.assign-mrp', 'fhir.import-bundle',
                                'schedule.mark-appointment', 'charts.write-note', 'handover.deactivate-user', 'handover.assign-pool',
                                'handover.assign-withheld', 'handover.take-back-work', 'handover.undo-hand-over', 'last-day.leave'))
      from patient_set s join clinic c using (clinic_id)
      cross join lateral (select (now() at time zone c.time_zone)::date as today) t
     where s.kept_up_to_date and s.deleted_at is null;
  end;
