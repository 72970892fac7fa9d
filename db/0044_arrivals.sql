-- 0044  After leaving, in every way in which work comes to be: what is opened again for somebody who has left finds its
-- holder as what arrives does, what is forwarded goes only to who can have it, what a plan laid into the pool and goes on
-- producing work waits there in sight; and what is closed to whoever looks after the pool is given away unseen.
set search_path = custodian;

-- Who holds what arrives: as in 0037, for whatever the database does by itself. ---------------------

create function late_holder(in_kind text, for_user uuid, in_patient uuid, made_into text default null) returns uuid
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  waiting uuid[];
  asked uuid[] := array[for_user];
  one uuid;
  next uuid[];
  turn bigint;
begin
  perform from active_user a where a.clinic_id = current_clinic() and a.user_id = for_user for key share;
  if found then
    return for_user;
  end if;
  waiting := successors_of(in_kind, for_user);
  turn := case when cardinality(waiting) > 1 then nextval('arrival_turn') else 0 end;
  waiting := in_turn(waiting, turn);
  while cardinality(waiting) > 0 loop
    one := waiting[1];
    waiting := waiting[2:];
    continue when one = any(asked);
    asked := asked || one;
    perform from active_user a where a.clinic_id = current_clinic() and a.user_id = one for key share;
    if not found then
      next := successors_of(in_kind, one);
      waiting := in_turn(next, case when cardinality(next) > 1 then nextval('arrival_turn') else 0 end) || waiting;
    elsif can_receive(in_kind, one, in_patient) and (made_into is null or can_receive(made_into, one, in_patient)) then
      return one;
    end if;
  end loop;
  return null;
end $$;
revoke execute on function late_holder from public;

create or replace function arrival_holder(in_kind text, for_user uuid, in_patient uuid, made_into text default null) returns uuid
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('inbox.send-message', 'fhir.import-bundle', 'secure-messages.record-reply', 'questionnaires.record-answers');
  return late_holder(in_kind, for_user, in_patient, made_into);
end $$;

-- A claim that was paid and comes back from the payer, a visit whose mark is taken back: work again, of whoever had it. Who
-- has left gets none: it arrives for them. What is open at the time passes by here without a look.
create function arrive_again() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  if not exists (select from active_user a where a.clinic_id = new.clinic_id and a.user_id = new.holder_id) then
    new.came_from_id := new.holder_id;
    new.arrived_for_id := new.holder_id;
    new.holder_id := late_holder(tg_argv[0], new.holder_id, new.patient_id);
  end if;
  return new;
end $$;
create trigger opened_again before update of status on claim for each row
  when (old.status in ('paid', 'cancelled') and new.status in ('unsubmitted', 'rejected', 'awaiting-payment')
        and new.holder_id = old.holder_id) execute function arrive_again('claim');
alter table appointment
  add column arrived_for_id uuid,
  add constraint appointment_arrived_for_known foreign key (clinic_id, arrived_for_id) references clinic_user,
  -- A visit that is open is somebody's: nobody else would be told of it.
  add constraint appointment_held check (holder_id is not null or status not in ('booked', 'arrived'));
create trigger opened_again before update of status on appointment for each row
  when (old.status in ('seen', 'no-show') and new.status in ('booked', 'arrived')
        and new.holder_id = old.holder_id) execute function arrive_again('past-appointment');

-- As before (0038); the one it goes to can have it, and stays until the transaction ends. Else the next rule is asked, and
-- else it stays.
create or replace function forward_work() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  other uuid;
begin
  for other in
    select r.holder_id from standing_rule r join clinic c using (clinic_id)
     where r.clinic_id = new.clinic_id and r.open_from_id = new.holder_id and r.what = 'forwarding' and tg_argv[0] = any(r.forwards)
       and (now() at time zone c.time_zone)::date between r.starts_on and coalesce(r.ends_on, 'infinity')
     order by r.made_at, r.rule_id
  loop
    perform from active_user a where a.clinic_id = new.clinic_id and a.user_id = other for key share;
    if found and can_receive(tg_argv[0], other, new.patient_id) then
      new.came_from_id := new.holder_id;
      new.holder_id := other;
      return new;
    end if;
  end loop;
  return new;
end $$;

-- What goes on producing tasks waits in sight when nobody took it over. -----------------------------

-- Since when it is whose it is, or nobody's: how long it has waited is not how old it is.
alter table recurring_task add column held_since timestamptz not null default now();
alter table task_type add column held_since timestamptz not null default now();
alter table recurring_task disable trigger user;
alter table task_type disable trigger user;
update recurring_task r set held_since = coalesce((
  select lower(h.during) from recurring_task_history h where h.clinic_id = r.clinic_id and h.recurring_id = r.recurring_id and upper_inf(h.during)), r.made_at);
update task_type t set held_since = coalesce((
  select lower(h.during) from task_type_history h where h.clinic_id = t.clinic_id and h.type_id = t.type_id and upper_inf(h.during)), t.made_at);
alter table recurring_task enable trigger user;
alter table task_type enable trigger user;
create function note_holder_since() returns trigger language plpgsql as $$
begin
  new.held_since := now();
  return new;
end $$;
create trigger holder_changes before update of holder_id on recurring_task
  for each row when (old.holder_id is distinct from new.holder_id) execute function note_holder_since();
create trigger holder_changes before update of holder_id on task_type
  for each row when (old.holder_id is distinct from new.holder_id) execute function note_holder_since();
create index recurring_task_pool on recurring_task (clinic_id, held_since, recurring_id)
  where holder_id is null and ended_at is null and came_from_id is not null;
create index task_type_pool on task_type (clinic_id, held_since, type_id)
  where holder_id is null and retired_at is null and came_from_id is not null;
-- What never was anybody's waits for nobody: its tasks are meant for the pool.
call stamp_work_kind('recurring-task', 'recurring_task', id => 'recurring_id', open => 'true', facet => 'null::text',
  since => 'w.held_since', needs => 'tasks.list-tasks', cancel => 'ended_at = now()', pooled => 'w.ended_at is null and w.came_from_id is not null');
call stamp_work_kind('task-type', 'task_type', id => 'type_id', open => 'true', facet => 'null::text',
  since => 'w.held_since', needs => 'tasks.list-tasks', pooled => 'w.retired_at is null and w.came_from_id is not null');

-- As before (0038); a task of what nobody took over says for whom it comes.
create or replace function make_next_task() returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  due recurring_task;
  today date;
  following date;
  made task;
  late_for uuid;
begin
  select r.* into due from recurring_task r join clinic c using (clinic_id)
   where r.ended_at is null and r.next_on <= current_date + 1 and r.next_on <= (now() at time zone c.time_zone)::date
   order by r.next_on, r.recurring_id limit 1
     for no key update of r skip locked;
  if not found then
    return false;
  end if;
  perform set_config('custodian.clinic', due.clinic_id::text, true), set_config('custodian.actor', due.author_id::text, true);
  select (now() at time zone c.time_zone)::date into today from clinic c where c.clinic_id = due.clinic_id;
  following := next_occurrence(due.first_on, due.every, due.unit, today);
  select due.came_from_id into late_for
   where due.holder_id is null and due.came_from_id is not null
     and not exists (select from active_user a where a.clinic_id = due.clinic_id and a.user_id = due.came_from_id);
  insert into task (clinic_id, type_id, patient_id, author_id, holder_id, came_from_id, arrived_for_id, title, details, urgent, due_on)
  values (due.clinic_id, due.type_id, due.patient_id, due.author_id, due.holder_id, late_for, late_for, due.title, due.details, due.urgent,
          due.next_on + due.due_days)
  returning * into made;
  update recurring_task r set next_on = following, ended_at = case when following > r.ends_on then now() end
   where r.clinic_id = due.clinic_id and r.recurring_id = due.recurring_id;
  insert into audit_entry (clinic_id, action, outcome, subject_user_id, patient_id, facts)
  values (due.clinic_id, 'tasks.make-task', 'done', made.holder_id, due.patient_id,
          jsonb_build_object('recurringId', due.recurring_id, 'taskId', made.task_id, 'nextOn', following)
          || case when late_for is null then '{}'
                  else jsonb_build_object('arrivals', jsonb_build_array(jsonb_build_object('forId', late_for, 'holderId', made.holder_id))) end);
  return true;
end $$;

-- The pool. ---------------------------------------------------------------------------------------

-- How much waits in the pool, for the menu of whoever looks after it: counted no further than it says. Nothing for others.
create function pool_waiting(most int) returns int
  language plpgsql stable security definer set search_path = custodian, pg_temp set jit = off as $$
begin
  return case when holds('handover.list-pool') then (
    select count(*)::int from (select from pooled_work p where p.clinic_id = (select current_clinic()) limit most) few) else 0 end;
end $$;

-- As before (0037), and since when the oldest waits that is closed to the actor.
drop function count_pool_items();
create function count_pool_items() returns table (kind text, items int, urgent int, late int, overdue int, withheld int, oldest timestamptz,
                                                  withheld_oldest timestamptz)
  language plpgsql stable security definer set search_path = custodian, pg_temp set jit = off as $$
begin
  perform only_with('handover.list-pool');
  return query execute format('
    with closed as materialized (select distinct b.patient_id from own_blocked_patient b where b.clinic_id = %1$L)
    select i.kind, count(*) filter (where not i.closed)::int,
           count(*) filter (where not i.closed and i.facet in (''urgent'', ''abnormal''))::int,
           count(*) filter (where not i.closed and i.for_id is not null)::int,
           count(*) filter (where i.since < now() - (select c.pool_alarm_days * interval ''1 day'' from clinic c where c.clinic_id = %1$L))::int,
           count(*) filter (where i.closed)::int, min(i.since), min(i.since) filter (where i.closed)
      from (select p.*, coalesce(p.patient_id in (select c.patient_id from closed c), false) as closed from (%2$s) p) i
     group by 1 order by 1', current_clinic(), pooled_items(current_clinic(), null));
end $$;

-- What waits there of one kind and is closed to the actor, as a statement; `able`: nothing stands against giving it to a user.
create function withheld_in_pool(k work_kind, in_clinic uuid, in_user uuid) returns text
  language sql stable set search_path = custodian, pg_temp
  return format('
    select i.item_id, i.conflict is null or i.conflict <> all($1) as able
      from (select w.%1$I as item_id, %2$s as conflict from %3$s w
             where w.clinic_id = %4$L and %5$s
               and exists (select from own_blocked_patient b where b.clinic_id = w.clinic_id and b.patient_id = w.patient_id)) i',
    k.id, work_against(k, in_clinic, in_user), k.target, in_clinic, coalesce(k.waits, 'false'));
revoke execute on function withheld_in_pool from public;

-- How much of it there is, and how much of that a user can take.
create function preview_withheld(in_kind text, in_user uuid, blocking text[]) returns table (items int, able int)
  language plpgsql stable security definer set search_path = custodian, pg_temp set jit = off as $$
declare
  k work_kind;
begin
  perform only_with('handover.assign-withheld', 'handover.preview-withheld');
  select * into strict k from work_kind w where w.kind = in_kind;
  return query execute format('select count(*)::int, count(*) filter (where p.able)::int from (%s) p',
    withheld_in_pool(k, current_clinic(), in_user)) using blocking;
end $$;

-- Gives it to a user unseen, as far as nothing stands against it; says how much that was.
create function assign_withheld(in_kind text, in_user uuid, blocking text[]) returns int
  language plpgsql volatile security definer set search_path = custodian, pg_temp set jit = off as $$
declare
  k work_kind;
  given int;
begin
  perform only_with('handover.assign-withheld');
  select * into strict k from work_kind w where w.kind = in_kind;
  execute format('
    with able as materialized (select p.item_id from (%1$s) p where p.able)
    update %2$s w set holder_id = %3$L from able p where w.clinic_id = %4$L and w.%5$I = p.item_id and %6$s',
    withheld_in_pool(k, current_clinic(), in_user), k.target, in_user, current_clinic(), k.id, coalesce(k.waits, 'false')) using blocking;
  get diagnostics given = row_count;
  return given;
end $$;

-- Coming back. ------------------------------------------------------------------------------------

-- As before (0037), and whether anybody has worked on it since it was handed over.
create or replace function unfinished_work(k work_kind, in_clinic uuid, ledger uuid, in_leaver uuid) returns text
  language sql stable set search_path = custodian, pg_temp
  return format('
    select w.%1$I as item_id, w.holder_id, %2$s as facet, %3$s as since, w.patient_id, %4$s as conflict, not coalesce(%12$s, false) as touched
      from handover_item h join handover l on l.clinic_id = h.clinic_id and l.handover_id = h.handover_id
      join %5$s w on w.clinic_id = h.clinic_id and w.%1$I = h.item_id
     where h.clinic_id = %6$L and h.handover_id = %7$L and h.kind = %8$L and h.undone_at is null and h.disposition <> ''cancel''
       and ((w.open_holder_id is not null and w.open_holder_id <> %9$L and %10$s) or (%11$s))',
    k.id, k.facet, k.since, work_against(k, in_clinic, in_leaver), k.target, in_clinic, ledger, k.kind, in_leaver, k.is_open,
    coalesce(k.waits, 'false'), k.untouched);

-- Of each kind of a hand-over: what moved, what is still to be done, what of that the leaver can take, and what of that
-- somebody has worked on since.
drop function preview_return(uuid, text[]);
create function preview_return(ledger uuid, blocking text[]) returns table (kind text, items int, unfinished int, able int, touched int)
  language plpgsql stable security definer set search_path = custodian, pg_temp set jit = off as $$
declare
  k work_kind;
  leaver uuid;
begin
  perform only_with('handover.take-back-work', 'handover.preview-return');
  select h.leaver_id into leaver from handover h where h.clinic_id = current_clinic() and h.handover_id = ledger;
  for k in select w.* from work_kind w where exists (select from handover_item h
             where h.clinic_id = current_clinic() and h.handover_id = ledger and h.kind = w.kind and h.disposition <> 'cancel') order by w.kind loop
    return query execute format('
      select %1$L::text, (select count(*)::int from handover_item h where h.clinic_id = %2$L and h.handover_id = %3$L and h.kind = %1$L and h.disposition <> ''cancel''),
             count(*)::int, count(*) filter (where u.able)::int, count(*) filter (where u.able and u.touched)::int
        from (select i.touched, i.conflict is null or i.conflict <> all($1) as able from (%4$s) i) u',
      k.kind, current_clinic(), ledger, unfinished_work(k, current_clinic(), ledger, leaver)) using blocking;
  end loop;
end $$;

drop function list_return(text, uuid, timestamptz, uuid, int);
create function list_return(in_kind text, ledger uuid, beyond timestamptz, beyond_id uuid, most int)
  returns table (item_id uuid, holder_id uuid, facet text, since timestamptz, conflict text, touched boolean)
  language plpgsql stable security definer set search_path = custodian, pg_temp set jit = off as $$
declare
  k work_kind;
  leaver uuid;
begin
  perform only_with('handover.list-return');
  select * into strict k from work_kind w where w.kind = in_kind;
  select h.leaver_id into leaver from handover h where h.clinic_id = current_clinic() and h.handover_id = ledger;
  return query execute format('
    select u.item_id, u.holder_id, u.facet, u.since, u.conflict, u.touched from (%s) u
     where $1 is null or (u.since, u.item_id) > ($1, $2) order by u.since, u.item_id limit $3',
    unfinished_work(k, current_clinic(), ledger, leaver)) using beyond, beyond_id, most;
end $$;

-- Gives back what is still to be done of one kind, all that the leaver can take but these, or these items of it, and marks
-- each in the ledger; what somebody has worked on since, only where that is said.
drop function return_work(text, uuid, uuid[], text[]);
create function return_work(in_kind text, ledger uuid, items uuid[], excepts uuid[], also_touched boolean, blocking text[]) returns int
  language plpgsql volatile security definer set search_path = custodian, pg_temp set jit = off as $$
declare
  k work_kind;
  leaver uuid;
  given int;
begin
  perform only_with('handover.take-back-work');
  select * into strict k from work_kind w where w.kind = in_kind;
  select h.leaver_id into strict leaver from handover h where h.clinic_id = current_clinic() and h.handover_id = ledger;
  execute format('
    with mine as materialized (
      select u.item_id, u.holder_id from (%1$s) u
       where ($1 is null or u.item_id = any($1)) and u.item_id <> all($3) and ($4 or not u.touched) and (u.conflict is null or u.conflict <> all($2))),
    back as (
      update %2$s w set holder_id = %3$L, came_from_id = coalesce(m.holder_id, w.came_from_id) from mine m
       where w.clinic_id = %4$L and w.%5$I = m.item_id and w.holder_id is not distinct from m.holder_id
         -- Asked once more of the row itself: it may have been finished while this waited for it.
         and case when m.holder_id is null then %8$s else w.open_holder_id = m.holder_id end
      returning w.%5$I as item_id)
    update handover_item h set undone_at = now() from back
     where h.clinic_id = %4$L and h.handover_id = %6$L and h.kind = %7$L and h.item_id = back.item_id',
    unfinished_work(k, current_clinic(), ledger, leaver), k.target, leaver, current_clinic(), k.id, ledger, in_kind,
    coalesce(k.waits, 'false'))
    using items, blocking, excepts, also_touched;
  get diagnostics given = row_count;
  return given;
end $$;

-- Absence: what is to be signed is covered too (docs/decisions/0034 says why the rest is not). ------

alter table cover drop constraint cover_kind_known, add constraint cover_kind_known
  check (kind in ('message', 'task', 'result', 'chart-note', 'letter', 'secure-message', 'claim', 'sent-questionnaire',
                  'recurring-questionnaire', 'past-appointment', 'prescription'));
call stamp_waiting('prescription', 'prescription', 'prescriptions.list-prescriptions', 'false');

-- As before (0036).
create or replace function absence_work(in_user uuid, first_day date, last_day date, coverers uuid[])
  returns table (kind text, coverer_id uuid, items int, permitted boolean)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
#variable_conflict use_column
declare
  k work_kind;
begin
  if in_user <> current_actor() then
    perform only_with('absences.preview-absence');
  end if;
  return query
    select 'appointment', null::uuid, count(*)::int, true
      from appointment a join clinic c using (clinic_id)
     where a.clinic_id = current_clinic() and a.open_holder_id = in_user
       and a.starts_at >= greatest(now(), first_day::timestamp at time zone c.time_zone)
       and a.starts_at < (last_day + 1)::timestamp at time zone c.time_zone;
  for k in select w.* from work_kind w where w.kind in ('message', 'task', 'result', 'chart-note', 'letter', 'secure-message', 'claim',
             'sent-questionnaire', 'recurring-questionnaire', 'past-appointment', 'prescription') order by w.kind loop
    return query execute format('
      select %1$L, u.user_id, count(w.*) filter (where u.user_id is null or b.patient_id is not null)::int,
             u.user_id is null or exists (select from held_permission h where h.clinic_id = $1 and h.user_id = u.user_id and h.permission = %2$L)
        from (select unnest($3) union all select null) u(user_id)
        left join (select * from %3$s w where w.clinic_id = $1 and w.open_holder_id = $2 and %4$s) w on true
        left join (select distinct user_id, patient_id from blocked_patient where clinic_id = $1 and until > now()) b
          on b.user_id = u.user_id and b.patient_id = w.patient_id
       group by u.user_id', k.kind, k.needs, k.target, k.is_open) using current_clinic(), in_user, coverers;
  end loop;
end $$;
