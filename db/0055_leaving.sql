-- 0055  Leaving, seen by those who look after it: reminders of a last day stand on the pages too, with or without a mail
-- server, and their days are the clinic's.
set search_path = custodian;

-- So many days before an instant by the calendar and clock of a zone: the same time of day, whatever the clocks did between.
create function days_before(moment timestamptz, days int, zone text) returns timestamptz
  language sql immutable set search_path = custodian, pg_temp
  return ((moment at time zone zone) - make_interval(days => days)) at time zone zone;

-- As before (0035), and by a notice too: whoever leaves, and the administrators. From ten days before on every page of the
-- leaver's says it without one. A newer notice takes the place of the older ones about the same leaver.
create or replace function remind_next_of_last_day() returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  due record;
  said jsonb;
begin
  select l.clinic_id, l.user_id as leaver_id, r.user_id, r.kind, r.noticed, s.about, l.ends_at, u.first_name || ' ' || u.last_name as leaver into due
    from last_day l join clinic_user u using (clinic_id, user_id) join clinic c using (clinic_id)
    cross join lateral (
      select min(d) as days from unnest(array[30, 14, 7, 1]) d where days_before(l.ends_at, d, c.time_zone) <= now()) t
    cross join lateral (select l.user_id || ' ' || l.ends_at || ' ' || t.days as about) s
    cross join lateral (
      select l.user_id, 'own-last-day-nears' as kind, t.days > 10 as noticed where u.locked_at is null
      union all
      select distinct h.user_id, 'last-day-nears', true from held_permission h
       where h.clinic_id = l.clinic_id and h.permission = 'handover.deactivate-user' and h.user_id <> l.user_id) r
    join clinic_user w on w.clinic_id = l.clinic_id and w.user_id = r.user_id and w.locked_at is null
    join active_user a on a.clinic_id = l.clinic_id and a.user_id = r.user_id
    join credentials k on k.clinic_id = l.clinic_id and k.user_id = r.user_id and k.ready
   where l.ends_at > now() and l.set_at < days_before(l.ends_at, t.days, c.time_zone)
     and not exists (select from reminder m where m.clinic_id = l.clinic_id and m.user_id = r.user_id and m.kind = r.kind and m.about = s.about)
   limit 1;
  if not found then
    return false;
  end if;
  perform set_config('custodian.clinic', due.clinic_id::text, true), set_config('custodian.actor', due.user_id::text, true);
  -- Held against another server, not against the user's own acts; then, as of now, whether it was first.
  perform from active_user a where a.clinic_id = due.clinic_id and a.user_id = due.user_id for no key update;
  if not found or exists (select from reminder m where m.clinic_id = due.clinic_id and m.user_id = due.user_id and m.kind = due.kind and m.about = due.about) then
    return true;
  end if;
  said := jsonb_build_object('leaver', due.leaver, 'leaverId', due.leaver_id,
                             'expiresAt', to_char(due.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));
  insert into reminder (clinic_id, user_id, kind, about) values (due.clinic_id, due.user_id, due.kind, due.about);
  update notice n set dismissed_at = now()
   where n.clinic_id = due.clinic_id and n.user_id = due.user_id and n.kind = due.kind and n.facts ->> 'leaverId' = due.leaver_id::text
     and n.dismissed_at is null;
  if due.noticed then
    perform tell(due.user_id, due.kind, said, null);
  else
    perform write_mail(due.user_id, due.kind, said, null);
  end if;
  insert into audit_entry (clinic_id, action, outcome, subject_user_id, facts)
  values (due.clinic_id, 'last-day.remind', 'done', due.user_id, said - 'leaverId');
  return true;
end $$;

-- What was said of a last day is put away when it moves, is cancelled, or has passed with its user.
create function notices_follow_last_day() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  update notice n set dismissed_at = now()
   where n.clinic_id = old.clinic_id and n.kind in ('last-day-nears', 'own-last-day-nears', 'last-day-work-left')
     and n.facts ->> 'leaverId' = old.user_id::text and n.dismissed_at is null;
  return null;
end $$;
create trigger notices_put_away after delete or update of ends_at on last_day for each row execute function notices_follow_last_day();

-- Absence: appointments are covered too. They stay booked with the absent; whoever covers sees them beside their own, and moves,
-- cancels and marks them on behalf of the absent.
alter table cover drop constraint cover_kind_known, add constraint cover_kind_known
  check (kind in ('message', 'task', 'result', 'chart-note', 'letter', 'secure-message', 'claim', 'sent-questionnaire',
                  'recurring-questionnaire', 'appointment', 'past-appointment', 'prescription'));

-- As before (0044). Of appointments, those in the days of the absence.
create or replace function absence_work(in_user uuid, first_day date, last_day date, coverers uuid[])
  returns table (kind text, coverer_id uuid, items int, permitted boolean)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
#variable_conflict use_column
declare
  k work_kind;
  since timestamptz;
  until timestamptz;
begin
  if in_user <> current_actor() then
    perform only_with('absences.preview-absence');
  end if;
  select first_day::timestamp at time zone c.time_zone, (last_day + 1)::timestamp at time zone c.time_zone into since, until
    from clinic c where c.clinic_id = current_clinic();
  for k in select w.* from work_kind w where w.kind in ('message', 'task', 'result', 'chart-note', 'letter', 'secure-message', 'claim',
             'sent-questionnaire', 'recurring-questionnaire', 'appointment', 'past-appointment', 'prescription') order by w.kind loop
    return query execute format('
      select %1$L, u.user_id, count(w.*) filter (where u.user_id is null or b.patient_id is not null)::int,
             u.user_id is null or exists (select from held_permission h where h.clinic_id = $1 and h.user_id = u.user_id and h.permission = %2$L)
        from (select unnest($3) union all select null) u(user_id)
        left join (select * from %3$s w where w.clinic_id = $1 and w.open_holder_id = $2 and %4$s and %5$s) w on true
        left join (select distinct user_id, patient_id from blocked_patient where clinic_id = $1 and until > now()) b
          on b.user_id = u.user_id and b.patient_id = w.patient_id
       group by u.user_id', k.kind, k.needs, k.target, k.is_open,
       case when k.kind = 'appointment' then 'w.starts_at >= $4 and w.starts_at < $5' else 'true' end)
       using current_clinic(), in_user, coverers, since, until;
  end loop;
end $$;
