-- 0037  After leaving: what arrives for somebody who has left goes to whoever took that kind of work over, and else into
-- the unassigned pool; the pool is worked as one list over all kinds; and what was handed over can be taken back, item by
-- item, by whoever comes back.
set search_path = custodian;

alter table clinic
  -- So long after the hand-over a successor receives what arrives for the leaver. 0: never, it all waits in the pool.
  add column late_arrival_days int not null default 730,
  -- After so many days in the pool the administrators are told.
  add column pool_alarm_days int not null default 3,
  add constraint clinic_late_arrival_days_sensible check (late_arrival_days between 0 and 3650),
  add constraint clinic_pool_alarm_days_sensible check (pool_alarm_days between 1 and 90);
grant update (late_arrival_days, pool_alarm_days) on clinic to custodian_app;

-- For whom it arrived, of what arrived when that user had left. It stays, whoever holds the work later.
alter table inbox_item          add column arrived_for_id uuid, add constraint inbox_item_arrived_for_known          foreign key (clinic_id, arrived_for_id) references clinic_user;
alter table task                add column arrived_for_id uuid, add constraint task_arrived_for_known                foreign key (clinic_id, arrived_for_id) references clinic_user;
alter table result              add column arrived_for_id uuid, add constraint result_arrived_for_known              foreign key (clinic_id, arrived_for_id) references clinic_user;
alter table claim               add column arrived_for_id uuid, add constraint claim_arrived_for_known               foreign key (clinic_id, arrived_for_id) references clinic_user;
alter table chart_note          add column arrived_for_id uuid, add constraint chart_note_arrived_for_known          foreign key (clinic_id, arrived_for_id) references clinic_user;
alter table secure_conversation add column arrived_for_id uuid, add constraint secure_conversation_arrived_for_known foreign key (clinic_id, arrived_for_id) references clinic_user;
grant update (arrived_for_id) on secure_conversation to custodian_app;

-- A draft that nobody holds waits in the pool as well.
create index chart_note_pool on chart_note (clinic_id, written_at, note_id) where holder_id is null and signed_at is null;
call stamp_work_kind('chart-note', 'chart_note', id => 'note_id', open => 'true', facet => 'null::text',
  since => 'w.written_at', needs => 'charts.sign-note', pooled => 'w.signed_at is null');

-- Who took a kind of work over from a user, in the order of the plan: whom its rules for the kind name; where single
-- items were chosen by hand, whoever has most of them; where there was no work of the kind, the successor of everything
-- else, if it was one. Nobody where the plan laid the kind into the pool, or where too long has passed.
create function successors_of(in_kind text, in_leaver uuid) returns uuid[]
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
declare
  l handover;
  named uuid[];
begin
  select h.* into l from handover h where h.clinic_id = current_clinic() and h.leaver_id = in_leaver order by h.at desc, h.handover_id limit 1;
  if not found or l.at <= now() - (select c.late_arrival_days * interval '1 day' from clinic c where c.clinic_id = current_clinic()) then
    return '{}';
  end if;
  select array_agg(s order by first) into named
    from (select (s.v #>> '{}')::uuid as s, min(r.n * 1000 + s.n) as first
            from jsonb_array_elements(l.rules) with ordinality r(o, n), jsonb_array_elements(r.o -> 'successorIds') with ordinality s(v, n)
           where r.o ->> 'kind' = in_kind and r.o ->> 'how' = 'transfer' and not r.o @? '$.where.itemIds' group by 1) ruled;
  if named is null then
    select array_agg(i.successor_id order by items desc, i.successor_id) into named
      from (select h.successor_id, count(*) as items from handover_item h
             where h.clinic_id = current_clinic() and h.handover_id = l.handover_id and h.kind = in_kind and h.disposition = 'transfer' group by 1) i;
  end if;
  if named is null and not l.rules @? format('$[*] ? (@.kind == %s && @.how == "return")', to_json(in_kind))::jsonpath then
    select case when count(distinct s.v) = 1 then array[min(s.v #>> '{}')::uuid] end into named
      from jsonb_path_query(l.rules, '$[*].successorIds[*]') s(v);
  end if;
  return coalesce(named, '{}');
end $$;

-- Several successors take turns. One count for all of them: it has to be even, and nothing has to wait for it.
create sequence arrival_turn;

-- Who holds what arrives for a user: that user while active; else a successor of that kind, and theirs if they have left
-- too, who is active, not locked, may do such work and is not kept out of the patient's chart. Null: the pool. Nobody is
-- asked twice, so that it ends, however users have come and gone; and whoever is found stays until the transaction ends.
-- `made_into`: the kind of work it becomes, where that is another.
create function arrival_holder(in_kind text, for_user uuid, in_patient uuid, made_into text default null) returns uuid
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  waiting uuid[];
  asked uuid[] := array[for_user];
  one uuid;
  next uuid[];
  turn bigint;
begin
  perform only_with('inbox.send-message', 'fhir.import-bundle', 'secure-messages.record-reply', 'questionnaires.record-answers');
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

-- Whose turn it is comes first, and the others after.
create function in_turn(named uuid[], turn bigint) returns uuid[] language sql immutable parallel safe
  return case when cardinality(named) < 2 then named
              else named[1 + turn % cardinality(named):] || named[:turn % cardinality(named)] end;

-- Whether an active user can be given work of a kind about a patient that nobody has chosen them for.
create function can_receive(in_kind text, in_user uuid, in_patient uuid) returns boolean
  language sql stable set search_path = custodian, pg_temp
  begin atomic
    select exists (select from clinic_user u where u.clinic_id = current_clinic() and u.user_id = in_user and u.locked_at is null)
       and not exists (select from last_day l where l.clinic_id = current_clinic() and l.user_id = in_user and l.ends_at <= now())
       and exists (select from held_permission h join work_kind k on k.needs = h.permission
                    where h.clinic_id = current_clinic() and h.user_id = in_user and k.kind = in_kind)
       and not exists (select from blocked_patient b where b.clinic_id = current_clinic() and b.user_id = in_user
                          and b.patient_id = in_patient and b.until > now());
  end;
revoke execute on function successors_of, can_receive from public;
revoke all on sequence arrival_turn from public;

-- The pool as one list. ---------------------------------------------------------------------------

-- What waits in the pool, over the row `w`, as the stamp has it; null where a kind has none.
alter table work_kind add column waits text generated always as (substring(pooled from ' w where (w\.holder_id is null and .*)$')) stored;

-- The statement that finds what waits in the pool, of these kinds or of all.
create function pooled_items(in_clinic uuid, kinds text[]) returns text
  language sql stable set search_path = custodian, pg_temp
  begin atomic
    select string_agg(format('select %L::text as kind, w.%I as item_id, %s as facet, %s as since, w.patient_id, w.came_from_id as from_id, %s as for_id from %s w where w.clinic_id = %L and %s',
             k.kind, k.id, k.facet, k.since,
             case when exists (select from pg_attribute a where a.attrelid = k.target::regclass and a.attname = 'arrived_for_id') then 'w.arrived_for_id' else 'null::uuid' end,
             k.target, in_clinic, k.waits), ' union all ' order by k.kind)
      from work_kind k where k.waits is not null and (kinds is null or k.kind = any(kinds));
  end;

-- What stands against giving the row `w` to a user, as SQL: the first thing, or null.
create function work_against(k work_kind, in_clinic uuid, in_user uuid) returns text
  language sql stable set search_path = custodian, pg_temp
  begin atomic
    select case when not exists (select from held_permission h where h.clinic_id = in_clinic and h.user_id = in_user and h.permission = k.needs)
                then '''not-permitted''::text'
                else format('case when exists (select from blocked_patient b where b.clinic_id = %L and b.user_id = %L and b.patient_id = w.patient_id and b.until > now()) then ''blocked'' %s end',
                            in_clinic, in_user,
                            regexp_replace(regexp_replace(k.conflict, '\msuccessor\M', quote_literal(in_user) || '::uuid', 'g'), '\mholder\M', 'null::uuid', 'g')) end;
  end;
revoke execute on function pooled_items, work_against from public;

drop function count_pool();
-- What nobody holds: it waits in the clinic's unassigned pool; of that, what has waited too long.
create function count_pool() returns table (kind text, items int, oldest timestamptz, overdue int)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('handover.read-pool');
  return query
    select p.kind, count(*)::int, min(p.since), count(*) filter (where p.since < c.too_long)::int
      from pooled_work p, (select now() - one.pool_alarm_days * interval '1 day' as too_long from clinic one
                            where one.clinic_id = (select current_clinic())) c
     where p.clinic_id = (select current_clinic()) group by 1 order by 1;
end $$;

-- How much waits of each kind. What concerns a patient closed to the actor is a number of its own.
create function count_pool_items() returns table (kind text, items int, urgent int, late int, overdue int, withheld int, oldest timestamptz)
  language plpgsql stable security definer set search_path = custodian, pg_temp set jit = off as $$
begin
  perform only_with('handover.list-pool');
  return query execute format('
    with closed as materialized (select distinct b.patient_id from own_blocked_patient b where b.clinic_id = %1$L)
    select i.kind, count(*) filter (where not i.closed)::int,
           count(*) filter (where not i.closed and i.facet in (''urgent'', ''abnormal''))::int,
           count(*) filter (where not i.closed and i.for_id is not null)::int,
           count(*) filter (where i.since < now() - (select c.pool_alarm_days * interval ''1 day'' from clinic c where c.clinic_id = %1$L))::int,
           count(*) filter (where i.closed)::int, min(i.since)
      from (select p.*, coalesce(p.patient_id in (select c.patient_id from closed c), false) as closed from (%2$s) p) i
     group by 1 order by 1', current_clinic(), pooled_items(current_clinic(), null));
end $$;

-- One page of the pool. `keyed`: what it is sorted by, as text; pages follow on it and the item.
create function list_pool(kinds text[], only_urgent boolean, only_late boolean, only_overdue boolean, patient_name text,
                          sorted_by text, descending boolean, beyond text, beyond_id uuid, most int)
  returns table (kind text, item_id uuid, facet text, since timestamptz, patient_id uuid, from_id uuid, for_id uuid, keyed text)
  language plpgsql stable security definer set search_path = custodian, pg_temp set jit = off as $$
begin
  perform only_with('handover.list-pool', 'handover.export-pool');
  return query execute format('
    select i.kind, i.item_id, i.facet, i.since, i.patient_id, i.from_id, i.for_id, i.keyed
      from (select p.*, (%1$s || to_char(p.since at time zone ''UTC'', ''YYYY-MM-DD HH24:MI:SS.US'')) collate "C" as keyed, t.sort_name
              from (%2$s) p left join patient t on t.clinic_id = %3$L and t.patient_id = p.patient_id
             where not exists (select from own_blocked_patient b where b.clinic_id = %3$L and b.patient_id >= p.patient_id and b.patient_id <= p.patient_id)) i
     where (not $1 or i.facet in (''urgent'', ''abnormal'')) and (not $2 or i.for_id is not null)
       and (not $3 or i.since < now() - (select c.pool_alarm_days * interval ''1 day'' from clinic c where c.clinic_id = %3$L))
       and ($4 is null or starts_with(i.sort_name, lower($4)))
       and ($5 is null or (i.keyed, i.item_id) %4$s ($5, $6))
     order by i.keyed %5$s, i.item_id %5$s limit $7',
    case sorted_by when 'kind' then 'p.kind || '' ''' when 'patient' then 'coalesce(t.sort_name, ''~'') || '' '''
                   when 'urgency' then 'case when p.facet in (''urgent'', ''abnormal'') then ''0'' else ''1'' end' else '''''' end,
    coalesce(pooled_items(current_clinic(), kinds), 'select null::text as kind, null::uuid as item_id, null::text as facet, null::timestamptz as since, null::uuid as patient_id, null::uuid as from_id, null::uuid as for_id where false'),
    current_clinic(), case when descending then '<' else '>' end, case when descending then 'desc' else 'asc' end)
    using only_urgent, only_late, only_overdue, patient_name, beyond, beyond_id, most;
end $$;

-- What stands against giving these pooled items of one kind to a user; what waits there no more, or is closed to the actor, is not answered.
create function preview_assignment(in_kind text, items uuid[], in_user uuid) returns table (item_id uuid, conflict text)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
declare
  k work_kind;
begin
  perform only_with('handover.assign-pool', 'handover.preview-assignment');
  select * into strict k from work_kind w where w.kind = in_kind;
  return query execute format('
    select w.%1$I, %2$s from %3$s w
     where w.clinic_id = %4$L and w.%1$I = any($1) and %5$s
       and not exists (select from own_blocked_patient b where b.clinic_id = w.clinic_id and b.patient_id = w.patient_id)',
    k.id, work_against(k, current_clinic(), in_user), k.target, current_clinic(), coalesce(k.waits, 'false')) using items;
end $$;

-- Gives pooled items of one kind to a user, and says how many there were. Of two who give the same, one finds it gone.
create function assign_pool(in_kind text, items uuid[], in_user uuid) returns int
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  k work_kind;
  given int;
begin
  perform only_with('handover.assign-pool');
  select * into strict k from work_kind w where w.kind = in_kind;
  execute format('
    update %s w set holder_id = $2
     where w.clinic_id = %L and w.%I = any($1) and %s
       and not exists (select from own_blocked_patient b where b.clinic_id = w.clinic_id and b.patient_id = w.patient_id)',
    k.target, current_clinic(), k.id, coalesce(k.waits, 'false')) using items, in_user;
  get diagnostics given = row_count;
  return given;
end $$;

-- Coming back. ------------------------------------------------------------------------------------

-- A part of a hand-over that was taken back; which items, the ledger says (undone_at).
create table handover_return (
  clinic_id    uuid not null,
  return_id    uuid not null default gen_random_uuid(),
  handover_id  uuid not null,
  actor_id     uuid not null,
  at           timestamptz not null default now(),
  reason       text not null,
  items        int not null,
  primary key (clinic_id, return_id),
  foreign key (clinic_id, handover_id) references handover,
  foreign key (clinic_id, actor_id) references clinic_user,
  constraint handover_return_of_something check (items > 0)
);
create index handover_return_by_handover on handover_return (clinic_id, handover_id, at desc);
call protect('handover_return');
grant select, insert on handover_return to custodian_app;

-- The statement that finds what of a hand-over is still to be done, whoever has it by now, and what stands against
-- giving it back to the leaver.
create function unfinished_work(k work_kind, in_clinic uuid, ledger uuid, in_leaver uuid) returns text
  language sql stable set search_path = custodian, pg_temp
  return format('
    select w.%1$I as item_id, w.holder_id, %2$s as facet, %3$s as since, w.patient_id, %4$s as conflict
      from handover_item h join %5$s w on w.clinic_id = h.clinic_id and w.%1$I = h.item_id
     where h.clinic_id = %6$L and h.handover_id = %7$L and h.kind = %8$L and h.undone_at is null and h.disposition <> ''cancel''
       and ((w.open_holder_id is not null and w.open_holder_id <> %9$L and %10$s) or (%11$s))',
    k.id, k.facet, k.since, work_against(k, in_clinic, in_leaver), k.target, in_clinic, ledger, k.kind, in_leaver, k.is_open,
    coalesce(k.waits, 'false'));
revoke execute on function unfinished_work from public;

-- Of each kind of a hand-over: what moved, what is still to be done, and what of that the leaver cannot take.
create function preview_return(ledger uuid, blocking text[]) returns table (kind text, items int, unfinished int, able int)
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
             count(*)::int, count(*) filter (where u.conflict is null or u.conflict <> all($1))::int from (%4$s) u',
      k.kind, current_clinic(), ledger, unfinished_work(k, current_clinic(), ledger, leaver)) using blocking;
  end loop;
end $$;

create function list_return(in_kind text, ledger uuid, beyond timestamptz, beyond_id uuid, most int)
  returns table (item_id uuid, holder_id uuid, facet text, since timestamptz, conflict text)
  language plpgsql stable security definer set search_path = custodian, pg_temp set jit = off as $$
declare
  k work_kind;
  leaver uuid;
begin
  perform only_with('handover.list-return');
  select * into strict k from work_kind w where w.kind = in_kind;
  select h.leaver_id into leaver from handover h where h.clinic_id = current_clinic() and h.handover_id = ledger;
  return query execute format('
    select u.item_id, u.holder_id, u.facet, u.since, u.conflict from (%s) u
     where $1 is null or (u.since, u.item_id) > ($1, $2) order by u.since, u.item_id limit $3',
    unfinished_work(k, current_clinic(), ledger, leaver)) using beyond, beyond_id, most;
end $$;

-- Gives back what is still to be done of one kind, all that the leaver can take or these items of it, and marks each in
-- the ledger; says how many items that were.
create function return_work(in_kind text, ledger uuid, items uuid[], blocking text[]) returns int
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
      select u.item_id, u.holder_id from (%1$s) u where ($1 is null or u.item_id = any($1)) and (u.conflict is null or u.conflict <> all($2))),
    back as (
      update %2$s w set holder_id = %3$L, came_from_id = coalesce(m.holder_id, w.came_from_id) from mine m
       where w.clinic_id = %4$L and w.%5$I = m.item_id and w.holder_id is not distinct from m.holder_id
      returning w.%5$I as item_id)
    update handover_item h set undone_at = now() from back
     where h.clinic_id = %4$L and h.handover_id = %6$L and h.kind = %7$L and h.item_id = back.item_id',
    unfinished_work(k, current_clinic(), ledger, leaver), k.target, leaver, current_clinic(), k.id, ledger, in_kind) using items, blocking;
  get diagnostics given = row_count;
  return given;
end $$;

-- The alarm. --------------------------------------------------------------------------------------

-- Tells the next administrator, of any clinic in whose pool something has waited too long: a notice, and mail where
-- there is a mail server; once a week while it lasts. Says whether there was one.
create function warn_next_of_pool() returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  due record;
begin
  select c.clinic_id, a.user_id, w.about, w.items, c.pool_alarm_days as days into due
    from clinic c
    cross join lateral (select count(*)::int as items, 'pool:' || to_char(now() at time zone c.time_zone, 'IYYY-IW') as about from pooled_work p
                         where p.clinic_id = c.clinic_id and p.since < now() - c.pool_alarm_days * interval '1 day') w
    join active_user a on a.clinic_id = c.clinic_id
    join clinic_user u on u.clinic_id = a.clinic_id and u.user_id = a.user_id and u.locked_at is null
   where w.items > 0
     and exists (select from held_permission h where h.clinic_id = a.clinic_id and h.user_id = a.user_id and h.permission = 'handover.assign-pool')
     and not exists (select from reminder m where m.clinic_id = a.clinic_id and m.user_id = a.user_id and m.kind = 'pool-waiting' and m.about = w.about)
   limit 1;
  if not found then
    return false;
  end if;
  perform set_config('custodian.clinic', due.clinic_id::text, true), set_config('custodian.actor', due.user_id::text, true);
  perform from active_user a where a.clinic_id = due.clinic_id and a.user_id = due.user_id for no key update;
  if not found or exists (select from reminder m where m.clinic_id = due.clinic_id and m.user_id = due.user_id and m.kind = 'pool-waiting' and m.about = due.about) then
    return true;
  end if;
  insert into reminder (clinic_id, user_id, kind, about) values (due.clinic_id, due.user_id, 'pool-waiting', due.about);
  perform tell(due.user_id, 'pool-waiting', jsonb_build_object('items', due.items, 'days', due.days), null);
  insert into audit_entry (clinic_id, action, outcome, subject_user_id, facts)
  values (due.clinic_id, 'handover.warn-of-pool', 'done', due.user_id, jsonb_build_object('items', due.items, 'days', due.days));
  return true;
end $$;
