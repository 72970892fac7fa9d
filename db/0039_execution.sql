-- 0039  Plans that split patients by name, postal code, age and site; a preview that weighs groups instead of items; how far
-- a hand-over is, and that it can be stopped; files at the lines of the outside checklist.
set search_path = custodian;

-- A patient has a site of their own: their MRP may be chosen by it.
create or replace view mrp_patient as
  select clinic_id, patient_id, mrp_id as holder_id, mrp_came_from_id as came_from_id, open_mrp_id as open_holder_id,
         mrp_since as since, deceased_on is null and not deceased as is_open, site_id
    from patient;
update work_kind set site = 'w.site_id' where kind = 'mrp-patient';

-- Whether an item `i` lies where a rule says: every filter it names holds. What is said of a patient who is closed to the actor
-- holds of nobody, so that no count tells a name, an address or an age.
create or replace function rule_filter(k work_kind, in_clinic uuid, zone text, lies jsonb) returns text
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
      (case when lies ? 'itemIds' then format('i.item_id = any(%L::uuid[])', array(select jsonb_array_elements_text(lies -> 'itemIds')::uuid)) end),
      -- A to Z is everybody: what begins with no letter stands before A or after Z.
      (case when lies ->> 'nameFrom' <> 'A' then format('i.letter >= %L', lies ->> 'nameFrom') end),
      (case when lies ->> 'nameTo' <> 'Z' then format('i.letter <= %L', lies ->> 'nameTo') end),
      (case when lies ? 'postalCode' then format('starts_with(i.postal_code, %L)', upper(lies ->> 'postalCode')) end),
      (case when lies ? 'ageFrom' then format('i.born <= %L', ((now() at time zone zone)::date - make_interval(years => (lies ->> 'ageFrom')::int))::date) end),
      (case when lies ? 'ageTo' then format('i.born > %L', ((now() at time zone zone)::date - make_interval(years => (lies ->> 'ageTo')::int + 1))::date) end),
      (case when lies ?| '{nameFrom,nameTo}' then 'i.letter is not null' end),
      (case when lies ?| '{nameFrom,nameTo,postalCode,ageFrom,ageTo}' then 'i.known' end)
    ) f(one);
  end;

-- The statement that places the open items of one kind that a user holds. Of each item:
--   fits       the first rule whose filters it passes; null when there is none
--   rule       the first of those whose successors can take it
--   passed     what stood against it at `fits`, where that is not `rule`
--   able       whose turn it can be, a bit for each successor of `rule`, the first named the lowest: those against whom
--              nothing stands, or, when there is none of them, those who can take it all the same
--   conflict   what should be looked at then: it stands against each of `able`
--   successor  who takes it; where several can, they take turns, longest waiting first
-- A conflict that is none of `blocking` leaves the choice.
-- Without `turns` nobody asks for the single item: those that fare alike are one row, with `items`, `oldest` and `digest`, and
-- `successor` is null where several can. They are put together before they are placed, so that a rule is asked once a group.
create or replace function placed_work(in_kind text, in_clinic uuid, holder uuid, blocking text[], rules jsonb, turns boolean) returns text
  language plpgsql stable set search_path = custodian, pg_temp as $$
declare
  k work_kind;
  zone text := coalesce((select c.time_zone from clinic c where c.clinic_id = in_clinic), 'UTC');
  reader text := nullif(current_setting('custodian.actor', true), '');
  successors uuid[] := array(select distinct (p.v #>> '{}')::uuid from jsonb_path_query(rules, '$[*].successorIds[*]') p(v) order by 1);
  each uuid;
  r record;
  conflicts text := '';  -- a column for each successor
  against_each text := '';  -- those columns by name
  asked text := '';      -- a column for each filter
  grouped text := '';
  against text := '';    -- what stands against the one of those who can take it
  fits text := '';
  goes text := '';
  passed text := '';
  able text := '';
  takes text := '';
  by_person boolean := rules @? '$[*].where ? (exists(@.nameFrom) || exists(@.nameTo) || exists(@.postalCode) || exists(@.ageFrom) || exists(@.ageTo))';
  by_patient boolean := by_person or rules @? '$[*].where.mrpId';
begin
  select * into strict k from work_kind w where w.kind = in_kind;
  for i in 1 .. cardinality(successors) loop
    each := successors[i];
    against_each := against_each || format(', i.c%s', i);
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
    select n, o ->> 'how' as how, filter.asks, case when filter.asks = 'true' then 'true' else 'i.f' || n end as lies, named.ids,
           of_each.free, of_each.able, of_each.anybody, of_each.doubt
      from jsonb_array_elements(rules) with ordinality e(o, n),
           lateral (select rule_filter(k, in_clinic, zone, o -> 'where') as asks) filter,
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
    if r.asks <> 'true' then
      asked := asked || format(', coalesce(%s, false) as f%s', r.asks, r.n);
      grouped := grouped || format(', f%s', r.n);
    end if;
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
    select %1$s, t.fits, t.rule, t.able, t.successor, %2$s as passed, %3$s as conflict
      from (select t.*, %4$s as successor
              from (select i.*, %5$s as able
                      from (select i.*, %6$s as fits, %7$s as rule
                              from (%8$s) i
                            offset 0) i
                    offset 0) t) t
    $sql$,
    case when turns then 't.item_id, t.facet, t.since' else 't.facet, t.items, t.oldest, t.digest' end,
    case when passed = '' then 'null::text' else format('case when t.fits is distinct from t.rule then case t.fits %s end end', passed) end,
    case when against = '' then 'null::text' else format('case t.rule %s end', against) end,
    case when takes = '' then 'null::uuid' else format('case t.rule %s end', takes) end,
    case when able = '' then 'null::int' else format('case i.rule %s end', able) end,
    case when fits = '' then 'null::int' else format('case %s end', fits) end,
    case when goes = '' then 'null::int' else format('case %s end', goes) end,
    format(case when turns then 'select i.item_id, i.facet, i.since %1$s %2$s from (%3$s offset 0) i offset 0' else
      'select i.facet %1$s %2$s, count(*)::int as items, min(i.since) as oldest,
              bit_xor(uuid_hash_extended(i.item_id, timestamp_hash_extended(i.since at time zone interval ''0'', 0))) as digest
         from (%3$s) i group by i.facet %1$s %4$s' end,
      against_each, asked,
      format('select w.%1$I as item_id, %2$s as facet, %3$s as since, %4$s as site, w.patient_id, %5$s %6$s
                from %7$s w %8$s where w.clinic_id = %9$L and w.open_holder_id = %10$L and %11$s',
        k.id, k.facet, k.since, coalesce(k.site, 'null::uuid'),
        case when by_patient then 'm.mrp_id' else 'null::uuid as mrp_id' end ||
        case when not by_person then '' else format(', upper(left(normalize(m.last_name, nfd), 1)) collate "C" as letter,
          upper(replace(m.postal_code, '' '', '''')) as postal_code, m.date_of_birth as born,
          not exists (select from blocked_patient b where b.clinic_id = %L and b.user_id = %L and b.patient_id = w.patient_id and b.until > now() and b.opened_until <= now()) as known',
          in_clinic, reader) end,
        conflicts, k.target,
        case when by_patient then 'left join patient m on m.clinic_id = w.clinic_id and m.patient_id = w.patient_id' else '' end,
        in_clinic, holder, k.is_open),
      grouped));
end $$;

-- What a plan does with the open items of one kind, counted. Work moves whole, patients closed to the administrator included:
-- it sees all of it, asks first whether the actor may, and hands back no content. How many each gets whose turn it can be
-- follows from the numbers. The digest holds the order too, so that with the same digest all turns are the same.
create or replace function preview_work(in_kind text, holder uuid, blocking text[], rules jsonb)
  returns table (fits int, rule int, passed text, able int, successor uuid, conflict text, facet text, items int, oldest timestamptz, digest text)
  language plpgsql stable security definer set search_path = custodian, pg_temp set jit = off set enable_sort = off as $$
begin
  perform only_with('handover.preview-deactivation', 'handover.deactivate-user');
  return query execute format('
    select p.fits, p.rule, p.passed, p.able, p.successor, p.conflict, p.facet, sum(p.items)::int, min(p.oldest), bit_xor(p.digest)::text
      from (%s) p group by 1, 2, 3, 4, 5, 6, 7
     order by 1 nulls last, 2 nulls last, 3 nulls first, 4 nulls first, 5 nulls first, 6 nulls first, 7 nulls first',
    placed_work(in_kind, current_clinic(), holder, blocking, rules, false));
end $$;

-- What shows that a line of the outside checklist is done: the college's letter, the receipt for the keys. Kept with the mark it
-- belongs to. A file that should not be here goes; that it was here, whose it was and who took it away stays.
create table outside_file (
  clinic_id      uuid not null,
  file_id        uuid not null default gen_random_uuid(),
  mark_id        uuid not null,
  name           text not null,
  type           text not null,
  bytes          int not null,
  content        bytea,
  added_at       timestamptz not null default now(),
  added_by_id    uuid not null,
  removed_at     timestamptz,
  removed_by_id  uuid,
  primary key (clinic_id, file_id),
  foreign key (clinic_id, mark_id) references outside_mark,
  foreign key (clinic_id, added_by_id) references clinic_user,
  foreign key (clinic_id, removed_by_id) references clinic_user,
  constraint outside_file_named check (btrim(name) <> ''),
  constraint outside_file_type_known check (type in ('application/pdf', 'image/png', 'image/jpeg')),
  constraint outside_file_is_all_there check (octet_length(content) = bytes and bytes between 1 and 2097152),
  constraint outside_file_removed_is_gone check ((removed_at is null) = (content is not null) and (removed_at is null) = (removed_by_id is null))
);
-- Such files are compressed already.
alter table outside_file alter column content set storage external;
create index outside_file_by_mark on outside_file (clinic_id, mark_id, added_at) where removed_at is null;
call protect('outside_file');
grant select, insert, update (content, removed_at, removed_by_id) on outside_file to custodian_app;
-- What it shows of a mark is read with the mark.
create or replace view outside_mark_of_now with (security_invoker) as
  select m.*,
         coalesce((select jsonb_agg(jsonb_build_object('fileId', f.file_id, 'name', f.name, 'bytes', f.bytes) order by f.added_at, f.file_id)
                     from outside_file f where f.clinic_id = m.clinic_id and f.mark_id = m.mark_id and f.removed_at is null), '[]') as files
    from outside_mark m
   where m.taken_back_at is null
     and m.marked_at >= coalesce((select max(lower(h.during)) from active_user_history h
                                   where h.clinic_id = m.clinic_id and h.user_id = m.user_id), '-infinity');
