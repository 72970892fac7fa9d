-- 0028  What somebody who is blocked sees of a patient: that the record is closed, who may be asked, and,
-- where every block allows it, the way to open it in an emergency, for a limited time and seen by others.
set search_path = custodian;

alter table clinic
  add column emergency_access_hours int not null default 4,
  -- Who looks at each emergency access; the administrators where nobody is named.
  add column privacy_officer_id uuid,
  -- What search, lists and pages show of a closed record: the name with a lock, or nothing at all.
  add column closed_records text not null default 'named',
  -- The same of a closed patient's time on the schedule, which is taken in either case.
  add column closed_slots text not null default 'unnamed',
  add constraint clinic_emergency_hours_sensible check (emergency_access_hours between 1 and 72),
  add constraint clinic_privacy_officer_known foreign key (clinic_id, privacy_officer_id) references clinic_user,
  add constraint clinic_closed_records_known check (closed_records in ('named', 'hidden')),
  add constraint clinic_closed_slots_known check (closed_slots in ('named', 'unnamed'));
grant update (emergency_access_hours, privacy_officer_id, closed_records, closed_slots) on clinic to custodian_app;

create table emergency_access (
  clinic_id     uuid not null,
  access_id     uuid not null default gen_random_uuid(),
  user_id       uuid not null,
  patient_id    uuid not null,
  reason_kind   text not null,
  reason        text not null,
  began_at      timestamptz not null default now(),
  -- When it closes by itself; `ended_at` where it was ended before.
  ends_at       timestamptz not null,
  ended_at      timestamptz,
  judged_at     timestamptz,
  judged_by_id  uuid,
  justified     boolean,
  judgement     text,
  primary key (clinic_id, access_id),
  foreign key (clinic_id, user_id) references clinic_user,
  foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, judged_by_id) references clinic_user,
  constraint emergency_access_reason_known check (reason_kind in ('patient-safety', 'urgent-result', 'on-call', 'patient-asks', 'other')),
  constraint emergency_access_reason_given check (btrim(reason) <> ''),
  constraint emergency_access_has_length check (ends_at > began_at),
  constraint emergency_access_ended_within check (ended_at between began_at and ends_at),
  constraint emergency_access_judged_whole check (num_nonnulls(judged_at, judged_by_id, justified, judgement) in (0, 4)),
  constraint emergency_access_not_own check (judged_by_id <> user_id)
);
create index emergency_access_by_user on emergency_access (clinic_id, user_id, ends_at);
create index emergency_access_by_patient on emergency_access (clinic_id, patient_id, began_at);
create index emergency_access_by_time on emergency_access (clinic_id, began_at desc, access_id desc);
call protect('emergency_access');
call protect_chart('emergency_access');
create policy own_or_reviewed on emergency_access as restrictive for select to custodian_app
  using (user_id = (select current_actor()) or (select holds('emergency-access.list-accesses')));
grant select, update (judged_at, judged_by_id, justified, judgement) on emergency_access to custodian_app;

-- A judgement is its judge's own, and final.
create function keep_judgements() returns trigger language plpgsql as $$
begin
  if old.judged_at is not null then
    raise exception 'a judgement is final' using errcode = '23514', constraint = 'emergency_access_judged_once';
  end if;
  if new.judged_by_id is not null and new.judged_by_id is distinct from current_actor() then
    raise exception 'a judgement in another''s name';
  end if;
  return new;
end $$;
create trigger judged before update of judged_at, judged_by_id, justified, judgement on emergency_access
  for each row execute function keep_judgements();

-- Until when an emergency access keeps the patient open. It stands with each block that was there when it
-- began, so that a block laid meanwhile closes again, and the policies go on asking one row.
alter table blocked_patient add column opened_until timestamptz not null default '-infinity';
create or replace view own_blocked_patient with (security_barrier) as
  select clinic_id, patient_id from blocked_patient
   where user_id = current_actor() and until > now() and opened_until <= now();
create or replace view own_closed_patient with (security_barrier) as
  select clinic_id, patient_id from blocked_patient
   where user_id = current_actor() and until > now() and opened_until <= now() and not master_file_open;

-- Whether a patient is here and the chart open to the actor: of some who are closed the master file stays readable,
-- so to find the patient is not enough.
create function chart_is_open(in_patient uuid) returns boolean
  language sql stable set search_path = custodian, pg_temp
  begin atomic
    select exists (select from patient p where p.clinic_id = (select current_clinic()) and p.patient_id = in_patient
                      and not exists (select from own_blocked_patient b where b.clinic_id = p.clinic_id and b.patient_id = p.patient_id));
  end;

-- Who answers for closed records: the privacy officer while active and permitted, or else the administrators.
create function privacy_officers() returns table (user_id uuid)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    with named as (
      select u.user_id from clinic c
        join active_user a on a.clinic_id = c.clinic_id and a.user_id = c.privacy_officer_id
        join clinic_user u on u.clinic_id = a.clinic_id and u.user_id = a.user_id
       where c.clinic_id = (select current_clinic()) and u.locked_at is null
         and exists (select from held_permission h where h.clinic_id = c.clinic_id and h.user_id = u.user_id
                        and h.permission = 'emergency-access.judge-access'))
    select user_id from named
    union all
    select ur.user_id from user_role ur join role r using (clinic_id, role_id) join clinic_user u using (clinic_id, user_id)
     where ur.clinic_id = (select current_clinic()) and r.system = 'admin' and u.locked_at is null and not exists (select from named);
  end;

-- What may be said of a record that is closed to the actor; nothing where it is open, of nobody, or hidden.
create function closed_record(in_patient uuid)
  returns table (last_name text, first_name text, master_file_open boolean, emergency_allowed boolean)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select p.last_name, p.first_name, live.master_file_open, live.emergency_allowed
      from (select count(*) as blocks, bool_or(b.opened_until <= now()) as closed,
                   -- A block whose chart alone is closed leaves the master file as it is.
                   bool_and(b.master_file_open or b.opened_until > now()) as master_file_open,
                   bool_and(k.emergency_allowed) as emergency_allowed
              from blocked_patient b join chart_block k using (clinic_id, block_id)
             where b.clinic_id = (select current_clinic()) and b.user_id = (select current_actor())
               and b.patient_id = in_patient and b.until > now()) live
      join patient p on p.clinic_id = (select current_clinic()) and p.patient_id = in_patient
      join clinic c on c.clinic_id = p.clinic_id
     where live.closed and (live.master_file_open or c.closed_records = 'named');
  end;

-- Opens one closed patient to the actor until the clinic's limit. Says what stands against it, if anything, and
-- whom to tell. Holds the blocks, so that of two at once the second finds the record open.
create function begin_emergency_access(in_patient uuid, in_kind text, in_reason text)
  returns table (said text, access_id uuid, ends_at timestamptz, tells uuid[])
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
#variable_conflict use_column
declare
  closing timestamptz := now() + (select make_interval(hours => c.emergency_access_hours) from clinic c where c.clinic_id = current_clinic());
  made uuid;
begin
  perform only_with('emergency-access.begin-access');
  perform from blocked_patient b where b.clinic_id = current_clinic() and b.user_id = current_actor()
      and b.patient_id = in_patient and b.until > now() for update;
  if not found then
    return query select case when exists (select from patient p where p.clinic_id = current_clinic() and p.patient_id = in_patient)
                             then 'not-blocked' else 'not-found' end, null::uuid, null::timestamptz, null::uuid[];
    return;
  end if;
  if not exists (select from blocked_patient b where b.clinic_id = current_clinic() and b.user_id = current_actor()
                    and b.patient_id = in_patient and b.until > now() and b.opened_until <= now()) then
    return query select 'already-open', null::uuid, null::timestamptz, null::uuid[];
    return;
  end if;
  if not exists (select from closed_record(in_patient)) then
    return query select 'not-found', null::uuid, null::timestamptz, null::uuid[];
    return;
  end if;
  if not (select c.emergency_allowed from closed_record(in_patient) c) then
    return query select 'not-allowed', null::uuid, null::timestamptz, null::uuid[];
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
      except select current_actor());
end $$;

-- Ends an emergency access before its time: the actor's own, or anybody's for whoever judges them. Answers whose it
-- was and of which patient; nothing where there is none to end.
create function end_emergency_access(in_access uuid) returns table (user_id uuid, patient_id uuid)
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
#variable_conflict use_column
declare
  found_one record;
begin
  update emergency_access e set ended_at = now()
   where e.clinic_id = current_clinic() and e.access_id = in_access and e.ends_at > now() and e.ended_at is null
     and (e.user_id = current_actor() or holds('emergency-access.judge-access'))
     and not exists (select from own_blocked_patient o where o.clinic_id = e.clinic_id and o.patient_id = e.patient_id)
  returning e.user_id, e.patient_id into found_one;
  if not found then
    return;
  end if;
  update blocked_patient b set opened_until = now()
   where b.clinic_id = current_clinic() and b.user_id = found_one.user_id and b.patient_id = found_one.patient_id and b.opened_until > now();
  return query select found_one.user_id, found_one.patient_id;
end $$;

-- Of the patients closed to the actor, the names that lie between two places of the list by name: what stands there
-- as a name and a lock. A walk along the index: on a page it meets the rows of that page and no more.
create function closed_by_name(begins text, ends text, beyond_name text, beyond_id uuid, before_name text, before_id uuid, most int)
  returns table (patient_id uuid, last_name text, first_name text, key text)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
#variable_conflict use_column
declare
  -- Plain bounds of the index: one that compares rows beside another bound does not end the walk.
  first_place text := greatest(begins collate "C", beyond_name);
  last_place text := coalesce(before_name, ends);
  last_one uuid := coalesce(before_id, '00000000-0000-0000-0000-000000000000');
begin
  perform only_with('patients.search-patients');
  if (select c.closed_records from clinic c where c.clinic_id = current_clinic()) = 'hidden'
     or not exists (select from own_closed_patient o where o.clinic_id = current_clinic()) then
    return;
  end if;
  return query
    select p.patient_id, p.last_name, p.first_name, p.sort_name::text from patient p
     where p.clinic_id = (select current_clinic())
       and p.sort_name >= first_place and p.sort_name <= last_place
       and (p.sort_name, p.patient_id) > (beyond_name, beyond_id)
       and (p.sort_name, p.patient_id) < (last_place, last_one)
       -- Not a join, which would begin with all of the actor's closed patients: asked of each row on the way.
       and case when exists (select from own_closed_patient b where b.clinic_id = p.clinic_id
                                and b.patient_id >= p.patient_id and b.patient_id <= p.patient_id) then true else false end
     order by p.sort_name, p.patient_id limit most;
end $$;
-- And those who bear exactly what was typed: a whole day of birth, demographic number or health number. Whoever
-- types less learns nothing, so that a number cannot be found out digit by digit.
create function closed_by_number(in_day date, in_number text, in_health text, most int)
  returns table (patient_id uuid, last_name text, first_name text, key text)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
#variable_conflict use_column
begin
  perform only_with('patients.search-patients');
  if (select c.closed_records from clinic c where c.clinic_id = current_clinic()) = 'hidden'
     or not exists (select from own_closed_patient o where o.clinic_id = current_clinic()) then
    return;
  end if;
  return query
    select p.patient_id, p.last_name, p.first_name, p.sort_name::text
      from (select n.patient_id from patient n where n.clinic_id = (select current_clinic()) and n.number_digits = in_number
            union select h.patient_id from patient h
             where h.clinic_id = (select current_clinic()) and h.health_digits = in_health and h.health_digits <> ''
            union select d.patient_id from patient d
             where d.clinic_id = (select current_clinic()) and d.date_of_birth = in_day and d.birth_precision = 'day') met
      join patient p on p.clinic_id = (select current_clinic()) and p.patient_id = met.patient_id
     where case when exists (select from own_closed_patient b where b.clinic_id = p.clinic_id
                                and b.patient_id >= p.patient_id and b.patient_id <= p.patient_id) then true else false end
     order by p.sort_name, p.patient_id limit most;
end $$;

-- As in 0007, with the name where the clinic shows it.
drop function taken_slots(timestamptz, timestamptz);
create function taken_slots(since timestamptz, until timestamptz)
  returns table (holder_id uuid, site_id uuid, starts_at timestamptz, ends_at timestamptz, patient_name text)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
declare
  named boolean := (select c.closed_slots = 'named' and c.closed_records = 'named' from clinic c where c.clinic_id = current_clinic());
begin
  perform only_with('schedule.list-appointments');
  return query
    select a.holder_id, a.site_id, a.starts_at, a.ends_at,
           case when named then (select btrim(p.first_name || ' ' || p.last_name) from patient p
                                  where p.clinic_id = a.clinic_id and p.patient_id = a.patient_id) end
      from appointment a
     where a.clinic_id = (select current_clinic())
       -- No appointment is longer than 24 hours: this keeps the search a range of the index.
       and a.starts_at >= since - interval '24 hours' and a.starts_at < until and a.ends_at > since
       and a.status in ('booked', 'arrived', 'seen')
       and exists (select from own_blocked_patient b where b.clinic_id = a.clinic_id
                      and b.patient_id >= a.patient_id and b.patient_id <= a.patient_id);
end $$;

-- Makes the withheld items of a kind of open work something that their holder can pass on unseen: to whom, and
-- the passing itself. `needs` is the permission a colleague must hold to do this work. Emergency access to the
-- patient does not count: it ends before the work does.
create procedure stamp_withheld(kind text, target regclass, id text, needs text)
  language plpgsql set search_path = custodian, pg_temp as $outer$
begin
  execute format($template$
    create function %1$I() returns table (user_id uuid)
      language plpgsql stable security definer set search_path = custodian, pg_temp as $body$
    #variable_conflict use_column
    begin
      perform only_with('emergency-access.pass-withheld');
      return query
        with withheld as materialized (
          select distinct w.patient_id from %4$s w join own_blocked_patient o on o.clinic_id = w.clinic_id and o.patient_id = w.patient_id
           where w.clinic_id = (select current_clinic()) and w.open_holder_id = (select current_actor()))
        select u.user_id from active_user a join clinic_user u using (clinic_id, user_id)
         where a.clinic_id = (select current_clinic()) and u.locked_at is null and u.user_id <> (select current_actor())
           and exists (select from held_permission h where h.clinic_id = a.clinic_id and h.user_id = u.user_id and h.permission = %6$L)
           and exists (select from withheld w where not exists (
                         select from blocked_patient b where b.clinic_id = a.clinic_id and b.user_id = u.user_id
                            and b.patient_id = w.patient_id and b.until > now()));
    end $body$;
    create function %2$I(successor uuid) returns table (passed int, kept int)
      language plpgsql volatile security definer set search_path = custodian, pg_temp as $body$
    begin
      perform only_with('emergency-access.pass-withheld');
      return query
        with withheld as materialized (
          select w.%5$I as item_id, not exists (select from blocked_patient b where b.clinic_id = w.clinic_id and b.user_id = successor
                                                   and b.patient_id = w.patient_id and b.until > now()) as open_to_successor
            from %4$s w
           where w.clinic_id = (select current_clinic()) and w.open_holder_id = (select current_actor())
             and exists (select from own_blocked_patient o where o.clinic_id = w.clinic_id and o.patient_id = w.patient_id)),
        moved as (
          update %4$s w set holder_id = successor, came_from_id = (select current_actor()) from withheld i
           where w.clinic_id = (select current_clinic()) and w.%5$I = i.item_id and i.open_to_successor
             and w.open_holder_id = (select current_actor()) returning 1)
        select (select count(*) from moved)::int, (select count(*) from withheld i where not i.open_to_successor)::int;
    end $body$;
  $template$, kind || '_withheld_takers', kind || '_pass_withheld', kind, target, id, needs);
end $outer$;
call stamp_withheld('message', 'inbox_item', 'item_id', 'inbox.list-inbox');
call stamp_withheld('task', 'task', 'task_id', 'tasks.list-tasks');
call stamp_withheld('result', 'result', 'result_id', 'results.acknowledge-result');
call stamp_withheld('claim', 'claim', 'claim_id', 'claims.list-claims');
call stamp_withheld('chart-note', 'chart_note', 'note_id', 'charts.sign-note');
