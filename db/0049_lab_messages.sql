-- 0049  What laboratories send (HL7 v2): each accession of a patient is one result, whatever messages speak of it. A later
-- message about it makes the result anew, to be acknowledged again; what it said before stays. Files are read for charts
-- that are closed to whoever reads them too: who a message is about, and what it comes to, is decided here, and of closed
-- charts nothing but a number is told.
set search_path = custodian;

-- Whom the laboratory names as having ordered it, where nobody known here is meant.
alter table result add column orderer_named text not null default '';

-- What a result said before the laboratory sent it anew.
create table result_version (
  clinic_id           uuid not null,
  result_id           uuid not null,
  -- Which of them, from 1.
  nth                 int not null,
  patient_id          uuid not null,
  title               text not null,
  status              text not null,
  issued_at           timestamptz not null,
  abnormal            boolean not null,
  urgent              boolean not null,
  conclusion          text not null,
  acknowledged_at     timestamptz,
  acknowledged_by_id  uuid,
  lines               jsonb not null,
  replaced_at         timestamptz not null default now(),
  primary key (clinic_id, result_id, nth),
  foreign key (clinic_id, result_id) references result,
  foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, acknowledged_by_id) references clinic_user,
  constraint result_version_has_lines check (jsonb_typeof(lines) = 'array')
);
create index result_version_by_patient on result_version (clinic_id, patient_id);
call protect('result_version');
call protect_chart('result_version');
grant select on result_version to custodian_app;

-- Which result an accession is, and what its orders said last. Written by the function below only.
create table lab_report (
  clinic_id       uuid not null,
  -- The fingerprint of laboratory and accession.
  report_key      text not null,
  patient_id      uuid not null,
  result_id       uuid not null,
  integration_id  uuid not null,
  sent_at         timestamptz not null,
  groups          jsonb not null,
  primary key (clinic_id, report_key, patient_id),
  foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, result_id) references result,
  foreign key (clinic_id, integration_id) references lab_integration,
  constraint lab_report_has_groups check (jsonb_typeof(groups) = 'array')
);
create index lab_report_by_patient on lab_report (clinic_id, patient_id);
create index lab_report_by_result on lab_report (clinic_id, result_id);
create index lab_report_by_integration on lab_report (clinic_id, integration_id);
call protect('lab_report');
call protect_chart('lab_report');
grant select on lab_report to custodian_app;

-- What arrives by a file of messages finds a holder like everything else that arrives.
do $$
declare
  stands text := pg_get_functiondef('arrival_holder'::regproc);
  widened text := replace(stands, '''fhir.import-bundle''', '''fhir.import-bundle'', ''labs.read-messages''');
begin
  if widened = stands then
    raise 'arrival_holder does not name fhir.import-bundle';
  end if;
  execute widened;
end $$;

-- A moment as a message has it: an instant with its offset, or a day or a time by the clinic's clock.
create function message_moment(written text, zone text) returns timestamptz
  language sql stable parallel safe
  return case when written ~ 'T.*[+-]\d\d:\d\d$' then written::timestamptz else written::timestamp at time zone zone end;

-- A name without accents, spaces and signs; names in other scripts as they are.
create function name_letters(written text) returns text
  language sql immutable parallel safe
  return coalesce(nullif(lower(regexp_replace(normalize(written, nfd), '[^A-Za-z]', '', 'g')), ''), lower(btrim(written)));

-- A number however it is grouped: `88-300` is 88300.
create function number_letters(written text) returns text
  language sql immutable parallel safe
  return upper(regexp_replace(written, '[^[:alnum:]]', '', 'g'));

-- The orders of `base` with those of `upon` instead, and what is new behind them.
create function merge_orders(base jsonb, upon jsonb) returns jsonb
  language sql immutable parallel safe
  return (
    select coalesce(jsonb_agg(o.g order by o.side, o.n), '[]')
      from (select coalesce(case when (u.g ->> 'keeps')::boolean then b.g || jsonb_build_object('status', u.g -> 'status') else u.g end, b.g) as g, 0 as side, b.n
              from jsonb_array_elements(base) with ordinality b(g, n)
              left join jsonb_array_elements(upon) u(g) on u.g -> 'key' = b.g -> 'key'
            union all
            select u.g, 1, u.n from jsonb_array_elements(upon) with ordinality u(g, n)
             where not exists (select from jsonb_array_elements(base) b(g) where b.g -> 'key' = u.g -> 'key')) o);

-- `Creatinine, Sodium, Potassium and 9 more`.
create function title_of_orders(groups jsonb) returns text
  language sql immutable parallel safe
  return (
    select coalesce(nullif(string_agg(d.name, ', ' order by d.n) filter (where d.place <= 3), ''), 'Result')
           || case when count(*) > 3 then format(' and %s more', count(*) - 3) else '' end
      from (select g.name, min(g.n) as n, row_number() over (order by min(g.n)) as place
              from (select btrim(o.g ->> 'name') as name, o.n from jsonb_array_elements(groups) with ordinality o(g, n)) g
             where g.name <> '' group by g.name) d);

-- As FHIR calls the state of a report (DiagnosticReport.status), from OBR-25 of its orders (HL7 table 0123).
create function status_of_orders(groups jsonb) returns text
  language sql immutable parallel safe
  return (
    select case when bool_or(o.g ->> 'status' = 'C') then 'corrected'
                when bool_and(o.g ->> 'status' = 'X') then 'cancelled'
                when bool_or(o.g ->> 'status' = any('{P,R,S,I,A,O}')) then 'preliminary'
                else 'final' end
      from jsonb_array_elements(groups) o(g));

-- What becomes of a report: `new`, `corrected` (it changes a result that is here), `known` (it says what is here already),
-- `nobody` (about nobody here), `doubt` (a number of somebody here, with another name and another date of birth).
create type lab_fate as (
  n int, fate text, patient_id uuid, closed boolean, result_id uuid, orderer_id uuid,
  -- Whom it is for; who that is now, and for whom it arrived, is decided when it is written.
  for_id uuid, report_key text, sent_at timestamptz, issued_at timestamptz, orderer_named text, groups jsonb, title text, status text
);

create function fates_of_reports(reports jsonb) returns setof lab_fate
  language sql stable set search_path = custodian, pg_temp set jit = off
  as $$
    with zone as (select c.time_zone from clinic c where c.clinic_id = current_clinic()),
    r as materialized (
      select t.*, name_letters(t."lastName") as last_plain, name_letters(split_part(btrim(t."firstName"), ' ', 1)) as first_plain
        from jsonb_to_recordset(reports) as t(n int, key text, numbers jsonb, "lastName" text, "firstName" text, "birthDate" text,
             "ordererNumbers" jsonb, "ordererName" text, "issuedAt" text, "sentAt" text, groups jsonb)),
    -- A number fits with or without the version behind it; where no province is said, in any.
    fits as materialized (
      select distinct r.n, p.patient_id,
             (r.last_plain <> '' and r.last_plain = name_letters(p.last_name)
               and r.first_plain <> '' and r.first_plain = name_letters(split_part(btrim(p.first_name), ' ', 1)))
             or (r."birthDate" is not null and p.date_of_birth is not null
                 and (starts_with(known_day(p.date_of_birth, p.birth_precision), r."birthDate")
                      or starts_with(r."birthDate", known_day(p.date_of_birth, p.birth_precision)))) as sure
        from r cross join lateral jsonb_to_recordset(r.numbers) as x(digits text, province text)
        join patient p on p.clinic_id = current_clinic() and p.health_digits >= x.digits and p.health_digits <= x.digits || 'ZZ'
             and (p.health_digits = x.digits or p.health_digits ~ '^\d{10}[A-Z]{1,2}$' and left(p.health_digits, 10) = x.digits)
             and (x.province = '' or p.health_province in ('', x.province))
       where p.health_digits <> ''),
    whom as materialized (
      select f.n, case when count(*) filter (where f.sure) = 1 then (array_agg(f.patient_id) filter (where f.sure))[1] end as patient_id
        from fits f group by f.n),
    -- Numbers of providers, with and without the zeros before them; of several people, who is active, then who bears the name.
    bearers as materialized (
      select ltrim(number_letters(f.value), '0') as number, f.user_id, bool_or(a.user_id is not null) as active, u.last_name
        from provider_field f join clinic_user u on u.clinic_id = f.clinic_id and u.user_id = f.user_id
        left join active_user a on a.clinic_id = f.clinic_id and a.user_id = f.user_id
       where f.clinic_id = current_clinic() and f.identifies and f.value ~ '[1-9]'
         and ltrim(number_letters(f.value), '0') in (select ltrim(number_letters(o.number), '0') from r, jsonb_array_elements_text(r."ordererNumbers") o(number))
       group by 1, 2, 4),
    meant as (
      select distinct r.n, b.user_id, b.active,
             r."ordererName" ~* '[a-z]' and strpos(name_letters(r."ordererName"), name_letters(b.last_name)) > 0 as named
        from r cross join lateral jsonb_array_elements_text(r."ordererNumbers") o(number)
        join bearers b on b.number = ltrim(number_letters(o.number), '0')),
    ranked as (select m.n, m.user_id, rank() over (partition by m.n order by m.active desc, m.named desc) as place from meant m),
    orderer as materialized (
      select k.n, case when count(*) = 1 then (array_agg(k.user_id))[1] end as user_id from ranked k where k.place = 1 group by k.n),
    placed as materialized (
      select r.n, r.key, w.patient_id, exists (select from fits f where f.n = r.n) as fitting, o.user_id as orderer_id,
             case when o.user_id is null then btrim(r."ordererName" || ' ' || coalesce(r."ordererNumbers" ->> 0, '')) else '' end as orderer_named,
             coalesce(message_moment(r."sentAt", z.time_zone), now()) as sent_at,
             coalesce(message_moment(r."issuedAt", z.time_zone), now()) as issued_at, r.groups,
             -- Under one accession twice in a file, for one patient under two numbers: nobody can say which holds.
             row_number() over (partition by r.key, w.patient_id order by r.n) > 1 as again
        from zone z cross join r left join whom w on w.n = r.n left join orderer o on o.n = r.n),
    weighed as materialized (
      select p.*, l.result_id, l.groups as before,
             case when l.result_id is null then p.groups
                  when p.sent_at < l.sent_at then merge_orders(p.groups, l.groups) else merge_orders(l.groups, p.groups) end as after
        from placed p left join lab_report l on l.clinic_id = current_clinic() and l.report_key = p.key and l.patient_id = p.patient_id)
    select w.n,
           case when w.patient_id is null then case when w.fitting then 'doubt' else 'nobody' end
                when w.again then 'doubt'
                when w.result_id is null then 'new'
                when w.before = w.after then 'known'
                else 'corrected' end,
           w.patient_id,
           w.patient_id is not null and exists (select from own_blocked_patient b where b.clinic_id = current_clinic() and b.patient_id = w.patient_id),
           coalesce(w.result_id, gen_random_uuid()), w.orderer_id,
           coalesce(s.holder_id, s.orderer_id, w.orderer_id), w.key, w.sent_at, w.issued_at, w.orderer_named, w.after, title_of_orders(w.after),
           case when s.result_id is null or s.status = 'preliminary' or status_of_orders(w.after) <> 'final' then status_of_orders(w.after)
                when w.after @> w.before then 'appended' else 'corrected' end
      from weighed w left join result s on s.clinic_id = current_clinic() and s.result_id = w.result_id
     order by w.n;
  $$;

-- What is told of a fate: of a closed chart, and of a doubt, no more than that.
create function told_of_fate(f lab_fate, holder uuid) returns table (n int, fate text, closed boolean, "patientId" uuid, "resultId" uuid,
    title text, "patientName" text, "holderId" uuid, "holderName" text, "holderLeft" boolean)
  language sql stable set search_path = custodian, pg_temp
  begin atomic
    select f.n, f.fate, f.closed, p.patient_id, case when p.patient_id is not null then f.result_id end,
           case when not f.closed then f.title end, p.first_name || ' ' || p.last_name,
           case when not f.closed then u.user_id end, case when not f.closed then u.first_name || ' ' || u.last_name end,
           not f.closed and u.user_id is not null and not exists (select from active_user a where a.clinic_id = u.clinic_id and a.user_id = u.user_id)
      from (select) one
      left join patient p on p.clinic_id = current_clinic() and p.patient_id = f.patient_id and not f.closed
      left join clinic_user u on u.clinic_id = current_clinic() and u.user_id = holder;
  end;
revoke execute on function fates_of_reports, told_of_fate from public;

create function preview_lab_reports(reports jsonb) returns table (n int, fate text, closed boolean, "patientId" uuid, "resultId" uuid,
    title text, "patientName" text, "holderId" uuid, "holderName" text, "holderLeft" boolean)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('labs.preview-messages');
  return query select t.* from fates_of_reports(reports) f cross join lateral told_of_fate(f, f.for_id) t order by t.n;
end $$;

-- Writes what the reports of a file come to, all at once. `arrivals`: it came for somebody who has left.
create function file_lab_reports(in_integration uuid, reports jsonb) returns table (n int, fate text, closed boolean, "patientId" uuid,
    "resultId" uuid, title text, "patientName" text, "holderId" uuid, "holderName" text, "holderLeft" boolean, pooled boolean, arrived boolean)
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  clinic uuid := current_clinic();
  fates lab_fate[];
begin
  perform only_with('labs.read-messages');
  -- The same accession may stand in two files at once.
  perform pg_advisory_xact_lock(hashtextextended('lab reports ' || clinic, 46));
  fates := array(select f from fates_of_reports(reports) f);

  -- Held still, so that nobody acknowledges what is just being replaced.
  perform from result r join unnest(fates) f on f.result_id = r.result_id where r.clinic_id = clinic and f.fate = 'corrected'
    order by r.result_id for no key update of r;
  insert into result_version (clinic_id, result_id, nth, patient_id, title, status, issued_at, abnormal, urgent, conclusion,
                              acknowledged_at, acknowledged_by_id, lines)
  select clinic, r.result_id, 1 + (select count(*) from result_version v where v.clinic_id = clinic and v.result_id = r.result_id),
         r.patient_id, r.title, r.status, r.issued_at, r.abnormal, r.urgent, r.conclusion, r.acknowledged_at, r.acknowledged_by_id,
         (select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'code', l.code, 'value', l.value, 'unit', l.unit,
                                    'referenceRange', l.reference_range, 'abnormal', l.abnormal) order by l.line), '[]')
            from result_line l where l.clinic_id = clinic and l.result_id = r.result_id)
    from result r join unnest(fates) f on f.result_id = r.result_id where r.clinic_id = clinic and f.fate = 'corrected';
  delete from result_line l using unnest(fates) f where l.clinic_id = clinic and l.result_id = f.result_id and f.fate = 'corrected';

  with whose as materialized (
    select f.*, case when f.for_id is not null then arrival_holder('result', f.for_id, f.patient_id) end as holder_id from unnest(fates) f where f.fate = 'corrected')
  update result r
     set title = w.title, status = w.status, issued_at = w.issued_at, abnormal = s.abnormal, urgent = s.urgent,
         category = case when r.category = '' then s.category else r.category end,
         acknowledged_at = null, acknowledged_by_id = null,
         orderer_id = coalesce(r.orderer_id, w.orderer_id),
         orderer_named = case when coalesce(r.orderer_id, w.orderer_id) is null then w.orderer_named else '' end,
         holder_id = w.holder_id,
         came_from_id = case when w.holder_id is distinct from w.for_id then w.for_id else r.came_from_id end,
         arrived_for_id = case when w.holder_id is distinct from w.for_id then w.for_id else r.arrived_for_id end
    from whose w cross join lateral summary_of_orders(w.groups) s where r.clinic_id = clinic and r.result_id = w.result_id;
  insert into result (clinic_id, result_id, patient_id, orderer_id, orderer_named, holder_id, came_from_id, arrived_for_id, title, category, status,
                      issued_at, abnormal, urgent)
  select clinic, w.result_id, w.patient_id, w.orderer_id, w.orderer_named, w.holder_id,
         case when w.holder_id is distinct from w.for_id then w.for_id end, case when w.holder_id is distinct from w.for_id then w.for_id end,
         w.title, s.category, w.status, w.issued_at, s.abnormal, s.urgent
    from (select f.*, case when f.for_id is not null then arrival_holder('result', f.for_id, f.patient_id) end as holder_id
            from unnest(fates) f where f.fate = 'new' order by f.n) w cross join lateral summary_of_orders(w.groups) s;

  insert into result_line (clinic_id, result_id, patient_id, line, name, code, value, unit, reference_range, abnormal)
  select clinic, f.result_id, f.patient_id, row_number() over (partition by f.result_id order by g.n, l.n), l.o ->> 'name', l.o ->> 'code',
         l.o ->> 'value', l.o ->> 'unit', l.o ->> 'range', (l.o ->> 'abnormal')::boolean
    from unnest(fates) f cross join lateral jsonb_array_elements(f.groups) with ordinality g(o, n)
         cross join lateral jsonb_array_elements(g.o -> 'lines') with ordinality l(o, n)
   where f.fate in ('new', 'corrected');
  insert into lab_report (clinic_id, report_key, patient_id, result_id, integration_id, sent_at, groups)
  select clinic, f.report_key, f.patient_id, f.result_id, in_integration, f.sent_at, f.groups from unnest(fates) f where f.fate in ('new', 'corrected')
      on conflict on constraint lab_report_pkey
      do update set sent_at = greatest(lab_report.sent_at, excluded.sent_at), groups = excluded.groups, integration_id = excluded.integration_id;
  update lab_integration i set last_received_at = now() where i.clinic_id = clinic and i.integration_id = in_integration;

  return query
    select t.*, r.result_id is not null and r.holder_id is null, coalesce(r.arrived_for_id = f.for_id and r.holder_id is distinct from f.for_id, false)
      from unnest(fates) f left join result r on r.clinic_id = clinic and r.result_id = f.result_id and f.fate in ('new', 'corrected')
           cross join lateral told_of_fate(f, r.holder_id) t
     order by f.n;
end $$;

-- What the lines of its orders make of a result.
create function summary_of_orders(groups jsonb) returns table (abnormal boolean, urgent boolean, category text)
  language sql immutable
  begin atomic
    select coalesce(bool_or((l.o ->> 'abnormal')::boolean), false), coalesce(bool_or((l.o ->> 'critical')::boolean), false),
           coalesce((array_agg(g.o ->> 'category' order by g.n) filter (where g.o ->> 'category' <> ''))[1], '')
      from jsonb_array_elements(groups) with ordinality g(o, n) left join lateral jsonb_array_elements(g.o -> 'lines') l(o) on true;
  end;
