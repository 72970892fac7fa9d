-- 0029  Plans of several rules a kind: each item goes by the first rule that fits it and whose successors can take it.
-- What differs between kinds is kept as SQL in `work_kind`; the statements are put together from it and from the
-- rules when they are needed, so that they are as plain, and as fast, as if somebody had written them for this plan.
set search_path = custodian;

do $$
declare
  of_kind text;
begin
  for of_kind in select kind from work_kind loop
    execute format('drop function %I, %I, %I, %I', of_kind || '_preview', of_kind || '_hand_over', of_kind || '_items', of_kind || '_open');
  end loop;
end $$;
drop type open_item;
drop procedure stamp_work_kind(text, regclass, text, text, text, text, text, text, text, text);

alter table work_kind
  add column target    text,
  add column id        text,
  add column is_open   text,
  add column facet     text,
  add column since     text,
  add column needs     text,
  add column conflict  text,
  add column cancel    text,
  add column site      text;

-- Makes a table of work a kind. Given as SQL over the row `w`:
--   open      what is open beyond having a holder ('true' for most)
--   pooled    open and held by nobody: waits in the unassigned pool; null where there is none
--   facet, since
--   needs     the permission a successor must hold to do this work
--   conflict  the branches of a case, after those of every kind: not-permitted, blocked; `successor` in it is who is asked
--   cancel    the assignments that cancel an item, where it may be cancelled unseen
--   site      where it is to be done; null where it has no place
create procedure stamp_work_kind(kind text, target regclass, id text, open text, facet text, since text, needs text,
                                 pooled text default null, conflict text default '', cancel text default null,
                                 site text default null)
  language plpgsql set search_path = custodian, pg_temp as $outer$
#variable_conflict use_variable
begin
  delete from work_kind w where w.kind = stamp_work_kind.kind;
  insert into work_kind (kind, held, pooled, target, id, is_open, facet, since, needs, conflict, cancel, site) values (kind,
    format('select w.clinic_id, %L as kind, w.open_holder_id as holder_id, %s as since from %s w where w.open_holder_id is not null and %s', kind, since, target, open),
    case when pooled is not null then
      format('select w.clinic_id, %L as kind, %s as since, w.patient_id from %s w where w.holder_id is null and %s', kind, since, target, pooled) end,
    target::text, id, open, facet, since, needs, conflict, cancel, site);
  execute 'create or replace view open_work as ' || (select string_agg(w.held, ' union all ' order by w.kind) from work_kind w);
  if exists (select from work_kind w where w.pooled is not null) then
    execute 'create or replace view pooled_work as ' || (select string_agg(w.pooled, ' union all ' order by w.kind) from work_kind w);
  end if;
  -- What does not fit the table is told now, and not when somebody leaves.
  execute format('explain select case when false then null %s end from %s w', regexp_replace(conflict, '\msuccessor\M', 'gen_random_uuid()', 'g'), target);
  execute 'explain ' || placed_work(kind, gen_random_uuid(), gen_random_uuid(), '{}',
    format('[{"how": "transfer", "successorIds": [%1$s, %2$s]}]', to_json(gen_random_uuid()), to_json(gen_random_uuid()))::jsonb, true);
end $outer$;

-- The statement that places each open item of one kind that a user holds. Of each item:
--   fits       the first rule whose filters it passes; null when there is none
--   rule       the first of those whose successors can take it
--   passed     what stood against it at `fits`, where that is not `rule`
--   able       whose turn it can be, a bit for each successor of `rule`, the first named the lowest: those against whom
--              nothing stands, or, when there is none of them, those who can take it all the same
--   conflict   what should be looked at then: it stands against each of `able`
--   successor  who takes it; where several can, they take turns, longest waiting first. That order costs a sort:
--              without `turns`, null there
-- A conflict that is none of `blocking` leaves the choice.
create function placed_work(in_kind text, in_clinic uuid, holder uuid, blocking text[], rules jsonb, turns boolean) returns text
  language plpgsql stable set search_path = custodian, pg_temp as $$
declare
  k work_kind;
  zone text := coalesce((select c.time_zone from clinic c where c.clinic_id = in_clinic), 'UTC');
  successors uuid[] := array(select distinct (p.v #>> '{}')::uuid from jsonb_path_query(rules, '$[*].successorIds[*]') p(v) order by 1);
  each uuid;
  r record;
  conflicts text := '';  -- a column for each successor
  carried text := '';    -- those columns by name
  against text := '';    -- the one of those who can take it
  fits text := '';
  goes text := '';
  passed text := '';
  able text := '';
  takes text := '';
  by_mrp boolean := rules @? '$[*].where.mrpId';
begin
  select * into strict k from work_kind w where w.kind = in_kind;
  for i in 1 .. cardinality(successors) loop
    each := successors[i];
    carried := carried || format(', i.c%s', i);
    if not exists (select from held_permission h where h.clinic_id = in_clinic and h.user_id = each and h.permission = k.needs) then
      -- So it is with every item: there is no need to look at any.
      conflicts := conflicts || format(', ''not-permitted'' as c%s', i);
    else
      conflicts := conflicts || format(', case when exists (select from blocked_patient b where b.clinic_id = %L and b.user_id = %L and b.patient_id = w.patient_id and b.until > now()) then ''blocked'' %s end as c%s',
        in_clinic, each,
        regexp_replace(regexp_replace(k.conflict, '\msuccessor\M', quote_literal(each) || '::uuid', 'g'), '\mholder\M', quote_literal(holder) || '::uuid', 'g'), i);
    end if;
  end loop;
  for r in
    select n, o ->> 'how' as how, rule_filter(k, in_clinic, zone, o -> 'where') as lies, named.ids,
           of_each.free, of_each.able, of_each.anybody, of_each.doubt
      from jsonb_array_elements(rules) with ordinality e(o, n),
           lateral (select array(select jsonb_array_elements_text(o -> 'successorIds')::uuid)) named(ids),
           lateral (
             select string_agg(format('case when i.%s is null then %s else 0 end', c, bit), ' + ' order by at) as free,
                    string_agg(format('case when %s then %s else 0 end', can, bit), ' + ' order by at) as able,
                    string_agg(can, ' or ' order by at) as anybody,
                    string_agg(format('when %s then t.%s', replace(can, 'i.', 't.'), c), ' ' order by at) as doubt
               from (select at, 'c' || array_position(successors, s) as c, 1 << (at - 1)::int as bit,
                            format('(i.c%1$s is null or i.c%1$s <> all(%2$L::text[]))', array_position(successors, s), blocking) as can
                       from unnest(named.ids) with ordinality u(s, at)) one) of_each
  loop
    fits := fits || format(' when %s then %s', r.lies, r.n);
    goes := goes || format(' when %s and %s then %s', r.lies, case when r.how = 'transfer' then format('(%s)', r.anybody) else 'true' end, r.n);
    continue when r.how <> 'transfer';
    passed := passed || format(' when %s then t.c%s', r.n, array_position(successors, r.ids[1]));
    able := able || case when cardinality(r.ids) = 1 then format(' when %s then 1', r.n)
                         else format(' when %s then coalesce(nullif(%s, 0), %s)', r.n, r.free, r.able) end;
    against := against || case when cardinality(r.ids) = 1 then format(' when %s then t.c%s', r.n, array_position(successors, r.ids[1]))
                               else format(' when %s then case %s end', r.n, r.doubt) end;
    takes := takes || case
      when cardinality(r.ids) = 1 then format(' when %s then %L::uuid', r.n, r.ids[1])
      when turns then format(' when %1$s then (array_of_able(%2$L, t.able))[1 + (row_number() over (partition by t.rule, t.able order by t.since, t.item_id) - 1) %% bit_count(t.able::bit(32))]', r.n, r.ids)
      else '' end;
  end loop;
  return format($sql$
    select t.item_id, t.facet, t.since, t.fits, t.rule, t.able, t.successor, %1$s as passed, %2$s as conflict
      from (select t.*, %3$s as successor
              from (select i.*, %4$s as able
                      from (select i.item_id, i.facet, i.since %5$s, %6$s as fits, %7$s as rule
                              from (select w.%8$I as item_id, %9$s as facet, %10$s as since, %11$s as site, w.patient_id, %12$s as mrp_id %13$s
                                      from %14$s w %15$s where w.clinic_id = %16$L and w.open_holder_id = %17$L and %18$s offset 0) i
                            offset 0) i
                    offset 0) t) t
    $sql$,
    case when passed = '' then 'null::text' else format('case when t.fits is distinct from t.rule then case t.fits %s end end', passed) end,
    case when against = '' then 'null::text' else format('case t.rule %s end', against) end,
    case when takes = '' then 'null::uuid' else format('case t.rule %s end', takes) end,
    case when able = '' then 'null::int' else format('case i.rule %s end', able) end,
    carried,
    case when fits = '' then 'null::int' else format('case %s end', fits) end,
    case when goes = '' then 'null::int' else format('case %s end', goes) end,
    k.id, k.facet, k.since, coalesce(k.site, 'null::uuid'),
    case when by_mrp then 'm.mrp_id' else 'null::uuid' end, conflicts, k.target,
    case when by_mrp then 'left join patient m on m.clinic_id = w.clinic_id and m.patient_id = w.patient_id' else '' end,
    in_clinic, holder, k.is_open);
end $$;

-- Those of the users named whose bits are set, in their order.
create function array_of_able(named uuid[], able int) returns uuid[] language sql immutable parallel safe
  return case when able = (1 << cardinality(named)) - 1 then named
              else array(select named[i] from generate_subscripts(named, 1) i where able & (1 << (i - 1)) <> 0 order by i) end;

-- Whether an item `i` lies where a rule says: every filter it names holds.
create function rule_filter(k work_kind, in_clinic uuid, zone text, lies jsonb) returns text
  language sql stable set search_path = custodian, pg_temp
  begin atomic
    select coalesce(string_agg(one, ' and '), 'true') from (values
      (case when lies ? 'siteId' then format('i.site = %L', (lies ->> 'siteId')::uuid) end),
      (case when lies ? 'from' then format('i.since >= %L', (lies ->> 'from')::date::timestamp at time zone zone) end),
      (case when lies ? 'until' then format('i.since < %L', ((lies ->> 'until')::date + 1)::timestamp at time zone zone) end),
      (case when lies ? 'mrpId' then format('i.mrp_id = %L', (lies ->> 'mrpId')::uuid) end),
      (case when lies ? 'facet' then format('i.facet = %L', lies ->> 'facet') end),
      (case when lies ? 'setId' then format('exists (select from patient_set_member s where s.clinic_id = %L and s.set_id = %L and s.patient_id = i.patient_id)',
                                             in_clinic, (lies ->> 'setId')::uuid) end),
      (case when lies ? 'itemIds' then format('i.item_id = any(%L::uuid[])', array(select jsonb_array_elements_text(lies -> 'itemIds')::uuid)) end)
    ) f(one);
  end;
revoke execute on function placed_work, rule_filter from public;

-- What a plan does with the open items of one kind, counted. Work moves whole, patients closed to the administrator
-- included: these functions see all of it, ask first whether the actor may, and hand back no content. Whose turn it is
-- need not be known: how many each gets follows from the numbers. The digest holds the order too, so that with the same
-- digest all turns are the same. Groups are few, whatever the planner thinks: without sorting, they are hashed.
create function preview_work(in_kind text, holder uuid, blocking text[], rules jsonb)
  returns table (fits int, rule int, passed text, able int, successor uuid, conflict text, facet text, items int, oldest timestamptz, digest text)
  language plpgsql stable security definer set search_path = custodian, pg_temp set jit = off set enable_sort = off as $$
begin
  perform only_with('handover.preview-deactivation', 'handover.deactivate-user');
  return query execute format('
    select p.fits, p.rule, p.passed, p.able, p.successor, p.conflict, p.facet, count(*)::int, min(p.since),
           bit_xor(uuid_hash_extended(p.item_id, timestamp_hash_extended(p.since at time zone ''UTC'', 0)))::text
      from (%s) p group by 1, 2, 3, 4, 5, 6, 7
     order by 1 nulls last, 2 nulls last, 3 nulls first, 4 nulls first, 5 nulls first, 6 nulls first, 7 nulls first',
    placed_work(in_kind, current_clinic(), holder, blocking, rules, false));
end $$;

-- The items of one kind, longest waiting first: all, those of one rule (that fits them), or only where something stands against them.
create function list_work(in_kind text, holder uuid, blocking text[], rules jsonb, of_rule int, only_conflicts boolean,
                          beyond timestamptz, beyond_id uuid, most int)
  returns table (item_id uuid, facet text, since timestamptz, rule int, successor uuid, conflict text)
  language plpgsql stable security definer set search_path = custodian, pg_temp set jit = off as $$
begin
  perform only_with('handover.preview-deactivation', 'handover.list-open-work');
  return query execute format('
    select p.item_id, p.facet, p.since, p.rule, p.successor, coalesce(p.passed, p.conflict) from (%s) p
     where ($1 is null or p.fits = $1) and (not $2 or coalesce(p.passed, p.conflict) is not null)
       and ($3 is null or (p.since, p.item_id) > ($3, $4))
     order by p.since, p.item_id limit $5',
    placed_work(in_kind, current_clinic(), holder, blocking, rules, true)) using of_rule, only_conflicts, beyond, beyond_id, most;
end $$;

-- Which transaction carried it out, so that an item that nobody has touched since can be told; the rules, for whoever leaves
-- next; and what the receipt's table adds up to (see receipt_lines).
alter table handover
  add column xact   xid8 not null default pg_current_xact_id(),
  add column rules  jsonb not null default '[]',
  add column digest text;
alter table handover_item
  -- Taken back by an undo.
  add column undone_at timestamptz;

-- Carries the rules of one kind out, and says how many items that were. One statement: each item goes once, with its line.
create function hand_over_work(in_kind text, ledger uuid, holder uuid, blocking text[], rules jsonb) returns int
  language plpgsql security definer set search_path = custodian, pg_temp set jit = off as $$
declare
  k work_kind;
  hows text := '';
  cancels boolean := rules @? '$[*] ? (@.how == "cancel")';
  items int;
begin
  perform only_with('handover.deactivate-user');
  select * into strict k from work_kind w where w.kind = in_kind;
  if cancels and k.cancel is null then
    raise exception 'work of this kind is never cancelled';
  end if;
  select string_agg(format('when %s then %L', n, o ->> 'how'), ' ') into hows from jsonb_array_elements(rules) with ordinality e(o, n);
  if hows is null then
    return 0;
  end if;
  execute format('
    with placed as materialized (
      select p.item_id, p.successor, case p.rule %1$s end as how from (%2$s) p where p.rule is not null),
    moved as (
      update %3$s w set holder_id = p.successor, came_from_id = %4$L from placed p
       where w.clinic_id = %5$L and w.%6$I = p.item_id and w.open_holder_id = %4$L and %7$s and p.how <> ''cancel''
      returning w.%6$I as item_id, p.how, p.successor)
    %8$s
    insert into handover_item (clinic_id, handover_id, kind, item_id, disposition, successor_id)
    select %5$L, %9$L, %10$L, item_id, how, successor from (select * from moved %11$s) gone',
    hows, placed_work(in_kind, current_clinic(), holder, blocking, rules, true), k.target, holder, current_clinic(), k.id, k.is_open,
    case when cancels then format('
    , cancelled as (
      update %1$s w set %2$s from placed p
       where w.clinic_id = %3$L and w.%4$I = p.item_id and w.open_holder_id = %5$L and %6$s and p.how = ''cancel''
      returning w.%4$I as item_id, p.how, p.successor)', k.target, k.cancel, current_clinic(), k.id, holder, k.is_open) else '' end,
    ledger, in_kind, case when cancels then 'union all select * from cancelled' else '' end);
  get diagnostics items = row_count;
  return items;
end $$;

call stamp_work_kind('appointment', 'appointment', id => 'appointment_id', open => 'w.starts_at >= now()',
  facet => 'null::text', since => 'w.starts_at', needs => 'schedule.list-appointments', cancel => $$status = 'cancelled'$$,
  site => 'w.site_id',
  conflict => $$
    when (select u.type from clinic_user u where u.clinic_id = (select current_clinic()) and u.user_id = successor)
         not in ('doctor', 'nurse', 'resident', 'midwife') then 'not-bookable'
    when not exists (select from site_assignment s where s.clinic_id = w.clinic_id
                        and s.user_id = successor and s.site_id = w.site_id) then 'not-at-site'
    when tstzrange(w.starts_at, w.ends_at) && (
           select range_agg(tstzrange(b.starts_at, b.ends_at)) from appointment b
            where b.clinic_id = (select current_clinic()) and b.open_holder_id = successor) then 'overlaps' $$);
call stamp_work_kind('past-appointment', 'appointment', id => 'appointment_id', open => 'w.starts_at < now()',
  facet => 'null::text', since => 'w.starts_at', needs => 'schedule.mark-appointment', site => 'w.site_id');
call stamp_work_kind('chart-note', 'chart_note', id => 'note_id', open => 'true', facet => 'null::text',
  since => 'w.written_at', needs => 'charts.sign-note');
call stamp_work_kind('message', 'inbox_item', id => 'item_id', open => 'true',
  facet => $$case when w.snoozed_until > now() then 'snoozed' when w.read_at is null then 'unread' else 'open' end$$,
  since => 'w.arrived_at', needs => 'inbox.list-inbox', pooled => 'w.filed_at is null');
call stamp_work_kind('task', 'task', id => 'task_id', open => 'true',
  facet => $$case when w.urgent then 'urgent' else 'other' end$$,
  since => 'w.made_at', needs => 'tasks.list-tasks', pooled => 'w.done_at is null');
call stamp_work_kind('result', 'result', id => 'result_id', open => 'true',
  facet => $$case when w.abnormal then 'abnormal' else 'other' end$$,
  since => 'w.issued_at', needs => 'results.acknowledge-result', pooled => 'w.acknowledged_at is null');
call stamp_work_kind('claim', 'claim', id => 'claim_id', open => 'true', facet => 'w.status',
  since => 'w.made_at', needs => 'claims.list-claims',
  pooled => $$w.status in ('unsubmitted', 'rejected', 'awaiting-payment')$$);
alter table work_kind alter column target set not null, alter column id set not null, alter column is_open set not null,
  alter column facet set not null, alter column since set not null, alter column needs set not null, alter column conflict set not null;

-- A plan that is kept: worked on over days, shown to the leaver, carried out or thrown away. At most one a leaver at a
-- time. It is never believed: whoever carries it out sees it weighed against the work as it stands.
create table handover_plan (
  clinic_id    uuid not null,
  plan_id      uuid not null default gen_random_uuid(),
  leaver_id    uuid not null,
  rules        jsonb not null,
  saved_by_id  uuid not null,
  saved_at     timestamptz not null default now(),
  -- Shown to the leaver, and what the leaver says of it. Saving it anew takes both back.
  given_at     timestamptz,
  checked_at   timestamptz,
  comment      text not null default '',
  closed_at    timestamptz,
  handover_id  uuid,
  version      int not null default 1,
  primary key (clinic_id, plan_id),
  foreign key (clinic_id, leaver_id) references clinic_user,
  foreign key (clinic_id, saved_by_id) references clinic_user,
  foreign key (clinic_id, handover_id) references handover,
  constraint handover_plan_checked_after_given check (checked_at is null or given_at is not null),
  constraint handover_plan_carried_out_is_closed check (handover_id is null or closed_at is not null)
);
create unique index handover_plan_one_open on handover_plan (clinic_id, leaver_id) where closed_at is null;
call protect('handover_plan');
call count_versions('handover_plan');
call keep_history('handover_plan', 'saved_at', 'rules', 'saved_by_id', 'given_at', 'checked_at', 'closed_at');
grant select, insert on handover_plan to custodian_app;
grant update (rules, saved_by_id, saved_at, given_at, checked_at, comment, closed_at, handover_id) on handover_plan to custodian_app;

-- The receipt on paper: names and time as they were on the day, so that its table comes out the same for ever; and the
-- digest of that table, sealed in the transaction of the hand-over.
alter table handover add column paper jsonb not null default '{}';
grant update (digest) on handover to custodian_app;

-- A cell as src/kernel/csv.ts writes it.
create function csv_cell(value text) returns text language sql immutable parallel safe
  return (select case when c ~* '[",;\t\r\n]|^\s|\s$|^sep=' then '"' || replace(c, '"', '""') || '"' else c end
            from (select case when value ~ '^''*(\s*[=+\-@]|[\t\r\n])' then '''' || value else value end) of_cell(c));

-- The receipt's table without its headings: kind, item, from, to, what happened, when.
create function receipt_lines(ledger uuid) returns table (kind text, item_id uuid, line text)
  language sql stable set search_path = custodian, pg_temp
  begin atomic
    with h as (select * from handover where clinic_id = (select current_clinic()) and handover_id = ledger),
    named as (select key::uuid as user_id, csv_cell(value) as cell from h, jsonb_each_text(h.paper -> 'names'))
    select i.kind, i.item_id,
           i.kind || ',' || i.item_id || ',' || (select n.cell from named n, h where n.user_id = h.leaver_id) || ',' ||
           coalesce(n.cell, '') || ',' ||
           case i.disposition when 'transfer' then 'moved' when 'cancel' then 'cancelled' else 'unassigned pool' end || ',' ||
           (select h.paper ->> 'at' from h)
      from handover_item i left join named n on n.user_id = i.successor_id
     where i.clinic_id = (select current_clinic()) and i.handover_id = ledger;
  end;

-- Undoing a hand-over: within how many hours, and that it was done. What has been touched since stays where it is.
alter table clinic add column undo_hours int not null default 72,
  add constraint clinic_undo_hours_sensible check (undo_hours between 0 and 720);
grant update (undo_hours) on clinic to custodian_app;
create table handover_undo (
  clinic_id    uuid not null,
  handover_id  uuid not null,
  actor_id     uuid not null,
  at           timestamptz not null default now(),
  reason       text not null,
  items        int not null,
  primary key (clinic_id, handover_id),
  foreign key (clinic_id, handover_id) references handover,
  foreign key (clinic_id, actor_id) references clinic_user
);
call protect('handover_undo');
grant select, insert on handover_undo to custodian_app;

-- Which items of a hand-over nobody has touched since: the row is still the one that its transaction wrote. And of those,
-- what the leaver may have again.
create function untouched_work(k work_kind, in_clinic uuid, ledger uuid) returns text
  language sql stable set search_path = custodian, pg_temp
  return format('
    from handover_item h join handover l using (clinic_id, handover_id) join %s w on w.clinic_id = h.clinic_id and w.%I = h.item_id
   where h.clinic_id = %L and h.handover_id = %L and h.kind = %L and h.undone_at is null and h.disposition <> ''cancel''
     and w.xmin = l.xact::xid and w.holder_id is not distinct from h.successor_id
     and not exists (select from blocked_patient b where b.clinic_id = w.clinic_id and b.user_id = l.leaver_id and b.patient_id = w.patient_id and b.until > now())
     and exists (select from held_permission p where p.clinic_id = w.clinic_id and p.user_id = l.leaver_id and p.permission = %L)',
    k.target, k.id, in_clinic, ledger, k.kind, k.needs);
revoke execute on function untouched_work from public;

create function preview_undo(ledger uuid) returns table (kind text, items int, untouched int, digest text)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
declare
  k work_kind;
begin
  perform only_with('handover.undo-hand-over');
  for k in select w.* from work_kind w where exists (select from handover_item h
             where h.clinic_id = current_clinic() and h.handover_id = ledger and h.kind = w.kind) order by w.kind loop
    return query execute format('
      select %L, (select count(*)::int from handover_item h where h.clinic_id = %L and h.handover_id = %L and h.kind = %1$L),
             count(*)::int, coalesce(bit_xor(uuid_hash_extended(h.item_id, 0)), 0)::text %4$s',
      k.kind, current_clinic(), ledger, untouched_work(k, current_clinic(), ledger));
  end loop;
end $$;

-- Gives back what nobody has touched, and marks it in the ledger; says how many items that were.
create function take_back_work(in_kind text, ledger uuid) returns int
  language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  k work_kind;
  items int;
begin
  perform only_with('handover.undo-hand-over');
  select * into strict k from work_kind w where w.kind = in_kind;
  execute format('
    with mine as materialized (select h.item_id, l.leaver_id, h.successor_id %1$s),
    back as (
      update %2$s w set holder_id = m.leaver_id, came_from_id = m.successor_id from mine m
       where w.clinic_id = %3$L and w.%4$I = m.item_id and w.holder_id is not distinct from m.successor_id
      returning w.%4$I as item_id)
    update handover_item h set undone_at = now() from back
     where h.clinic_id = %3$L and h.handover_id = %5$L and h.kind = %6$L and h.item_id = back.item_id',
    untouched_work(k, current_clinic(), ledger), k.target, current_clinic(), k.id, ledger, in_kind);
  get diagnostics items = row_count;
  return items;
end $$;

-- Patients hear of a visit that is cancelled: by mail where there is an address and a server that sends; whom nobody could
-- write to stands on the receipt, to be called.
alter table handover_item add column told_at timestamptz;
-- Such a mail is nobody's row but its own: address and facts are all that it says of the patient, and no server can read either.
alter table mail alter column user_id drop not null,
  add constraint mail_to_somebody check ((user_id is null) = (kind = 'appointment-cancelled'));
create or replace function next_mail() returns table (clinic_id uuid, mail_id uuid, kind text, to_address text, facts jsonb, tries int,
                                                      first_name text, clinic_name text, time_zone text, host text)
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    select m.clinic_id, m.mail_id, m.kind, m.to_address, m.facts, m.tries, coalesce(u.first_name, m.facts ->> 'firstName'), c.name, c.time_zone, c.host
      from mail m join clinic c using (clinic_id)
      left join clinic_user u on u.clinic_id = m.clinic_id and u.user_id = m.user_id
     where m.next_try_at <= now() order by m.next_try_at for update of m skip locked limit 1;
  end;

-- Writes to the patients of the appointments that a hand-over cancelled: when it was to be and whom to call, no more.
create function tell_patients(ledger uuid) returns int
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  told int;
begin
  perform only_with('handover.deactivate-user');
  if current_setting('custodian.sends_mail', true) is distinct from 'on' then
    return 0;
  end if;
  with due as (
    select h.item_id, p.first_name, p.email, a.starts_at, c.phone
      from handover_item h join appointment a on a.clinic_id = h.clinic_id and a.appointment_id = h.item_id
      join patient p on p.clinic_id = a.clinic_id and p.patient_id = a.patient_id join clinic c on c.clinic_id = h.clinic_id
     where h.clinic_id = current_clinic() and h.handover_id = ledger and h.kind = 'appointment' and h.disposition = 'cancel'
       and p.email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  written as (
    insert into mail (clinic_id, kind, to_address, facts)
    select current_clinic(), 'appointment-cancelled', email, jsonb_build_object('firstName', first_name, 'startsAt', starts_at, 'phone', phone) from due)
  update handover_item h set told_at = now() from due
   where h.clinic_id = current_clinic() and h.handover_id = ledger and h.kind = 'appointment' and h.item_id = due.item_id;
  get diagnostics told = row_count;
  return told;
end $$;
