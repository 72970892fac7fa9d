-- 0057  What still told of closed patients: shared queries that name them by number, the facets of a hand-over's preview, and
-- the numbers of a set access's preview.
set local search_path = custodian;

-- A query that somebody shares may name its patients by their numbers: who is kept from one of them is not told what it asks.
-- The list is read as a report reads it, and only where anything is closed.
create function names_closed(pasted text) returns boolean
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select exists (select from own_closed_patient o join patient p using (clinic_id, patient_id)
                    where o.clinic_id = (select current_clinic()) and p.demographic_number in (select part::bigint from regexp_split_to_table(pasted, '[\s.,;]+') part where part ~ '^\d{1,15}$'));
  end;
revoke execute on function names_closed from public;
grant execute on function names_closed to custodian_app;

-- As in 0039, but for facets.
create or replace function placed_work(in_kind text, in_clinic uuid, holder uuid, blocking text[], rules jsonb, turns boolean) returns text
  language plpgsql stable set search_path = custodian, pg_temp as $$
declare
  k work_kind;
  zone text := coalesce((select c.time_zone from clinic c where c.clinic_id = in_clinic), 'UTC');
  reader text := nullif(current_setting('custodian.actor', true), '');
  -- What an item is like, such as abnormal, is content: of a patient closed to the actor it holds of nobody.
  known text := format('not exists (select from blocked_patient b where b.clinic_id = %L and b.user_id = %L and b.patient_id = w.patient_id and b.until > now() and b.opened_until <= now())',
    in_clinic, reader);
  some_closed boolean := exists (select from blocked_patient b where b.clinic_id = in_clinic and b.user_id = reader::uuid
                                    and b.until > now() and b.opened_until <= now());
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
        k.id, case when some_closed then format('case when %s then %s end', known, k.facet) else k.facet end, k.since, coalesce(k.site, 'null::uuid'),
        case when by_patient then 'm.mrp_id' else 'null::uuid as mrp_id' end ||
        case when not by_person then '' else format(', upper(left(normalize(m.last_name, nfd), 1)) collate "C" as letter,
          upper(replace(m.postal_code, '' '', '''')) as postal_code, m.date_of_birth as born,
          %s as known', known) end,
        conflicts, k.target,
        case when by_patient then 'left join patient m on m.clinic_id = w.clinic_id and m.patient_id = w.patient_id' else '' end,
        in_clinic, holder, k.is_open),
      grouped));
end $$;

-- As in 0027: how many it closes and opens is said of all, for it will; that there is an appointment or work, and of which kind,
-- is content, and not said of patients closed to the reader.
create or replace function block_comes_to(in_user uuid, in_sets uuid[])
  returns table (closes int, opens int, appointments int, work jsonb)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
declare
  k record;
  target text;
  items int;
begin
  perform only_with('patient-sets.lay-block');
  work := '{}';
  select count(distinct m.patient_id) into closes
    from patient_set_member m join patient_set s using (clinic_id, set_id)
   where m.clinic_id = current_clinic() and m.set_id = any(in_sets) and s.deleted_at is null
     and not exists (select from blocked_patient b where b.clinic_id = m.clinic_id and b.user_id = in_user
                        and b.patient_id = m.patient_id and b.until > now());
  select count(distinct b.patient_id) into opens
    from blocked_patient b
   where b.clinic_id = current_clinic() and b.user_id = in_user and b.until > now()
     and not exists (select from patient_set_member m where m.clinic_id = b.clinic_id and m.patient_id = b.patient_id and m.set_id = any(in_sets));
  select count(distinct a.patient_id) into appointments
    from appointment a
   where a.clinic_id = current_clinic() and a.open_holder_id = in_user and a.starts_at > now()
     and exists (select from patient_set_member m where m.clinic_id = a.clinic_id and m.patient_id = a.patient_id and m.set_id = any(in_sets))
     and not exists (select from own_blocked_patient o where o.clinic_id = a.clinic_id and o.patient_id = a.patient_id);
  for k in select w.kind, w.held from work_kind w order by w.kind loop
    target := substring(k.held from ' from (\S+) w where ');
    continue when not exists (select from pg_attribute where attrelid = to_regclass(target) and attname = 'patient_id');
    execute format('select count(*) from (%s and w.open_holder_id = $1 and w.clinic_id = $2 and exists
                      (select from patient_set_member m where m.clinic_id = w.clinic_id and m.patient_id = w.patient_id and m.set_id = any($3))
                       and not exists (select from own_blocked_patient s where s.clinic_id = w.clinic_id and s.patient_id = w.patient_id)) o', k.held)
       into items using in_user, current_clinic(), in_sets;
    if items > 0 then
      work := work || jsonb_build_object(k.kind, items);
    end if;
  end loop;
  return next;
end $$;

-- What an emergency keeps open to the actor: where the blocks were lifted meanwhile it is open as any record is.
create view own_opened_record with (security_barrier) as
  select clinic_id, patient_id from blocked_patient where user_id = current_actor() and until > now() and opened_until > now();
grant select on own_opened_record to custodian_app;
