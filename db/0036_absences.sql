-- 0036  Absence and cover: who is away from a day to a day, and who works on what is theirs meanwhile, by kind. The
-- absent keep their work; whoever covers acts on behalf of them. It begins and ends by the clinic's calendar, and
-- nothing has to run for that.
set search_path = custodian;

create extension if not exists btree_gist with schema custodian;

create table absence (
  clinic_id    uuid not null references clinic,
  absence_id   uuid not null default gen_random_uuid(),
  user_id      uuid not null,
  reason       text not null,
  -- Days of the clinic's calendar; the last is included.
  from_day     date not null,
  until_day    date not null,
  note         text not null default '',
  made_at      timestamptz not null default now(),
  made_by_id   uuid not null,
  -- Before its last day: somebody is back, does not go, or has left.
  ended_at     timestamptz,
  version      int not null default 1,
  primary key (clinic_id, absence_id),
  constraint absence_of_one unique (clinic_id, absence_id, user_id),
  constraint absence_user_known foreign key (clinic_id, user_id) references clinic_user,
  foreign key (clinic_id, made_by_id) references clinic_user,
  constraint absence_reason_known check (reason in ('holiday', 'parental-leave', 'illness', 'other')),
  constraint absence_in_order check (until_day >= from_day),
  constraint absence_once_at_a_time exclude using gist (clinic_id with =, user_id with =, daterange(from_day, until_day, '[]') with &&)
    where (ended_at is null)
);
create index absence_by_day on absence (clinic_id, from_day desc, absence_id desc);
call protect('absence');
call count_versions('absence');
call keep_history('absence', 'made_at', 'from_day', 'until_day', 'ended_at');

-- Who works on one kind of the absent user's work. Whoever leaves the clinic covers for nobody.
create table cover (
  clinic_id   uuid not null,
  absence_id  uuid not null,
  user_id     uuid not null,
  kind        text not null,
  coverer_id  uuid not null,
  made_at     timestamptz not null default now(),
  primary key (clinic_id, absence_id, kind, coverer_id),
  foreign key (clinic_id, absence_id, user_id) references absence (clinic_id, absence_id, user_id),
  constraint cover_coverer_active foreign key (clinic_id, coverer_id) references active_user on delete cascade,
  constraint cover_not_own check (coverer_id <> user_id),
  constraint cover_kind_known check (kind in ('message', 'task', 'result', 'chart-note', 'letter', 'secure-message', 'claim',
                                              'sent-questionnaire', 'recurring-questionnaire', 'past-appointment'))
);
create index cover_by_coverer on cover (clinic_id, coverer_id, kind);
call protect('cover');
call keep_history('cover', 'made_at');

grant select, insert on absence to custodian_app;
grant update (reason, from_day, until_day, note, ended_at) on absence to custodian_app;
grant select, insert, delete on cover to custodian_app;

-- Who is away, or will be: every absence that is not over.
create view away_user with (security_invoker) as
  select a.clinic_id, a.user_id, a.absence_id, a.from_day, a.until_day, a.from_day <= t.today as now
    from absence a join clinic c using (clinic_id) cross join lateral (select (now() at time zone c.time_zone)::date as today) t
   where a.ended_at is null and a.until_day >= t.today;
grant select on away_user to custodian_app;

-- Whose open work of a kind the actor works on now: the own, and that of whoever they cover for. Every list and every
-- act asks here. Its plan is kept by the session, so that whoever covers for nobody pays for one look at an index.
create function held_by_actor(of_kind text) returns setof uuid
  language plpgsql stable security definer rows 1 set search_path = custodian, pg_temp as $$
begin
  return next current_actor();
  return query
    select distinct c.user_id
      from cover c join absence a using (clinic_id, absence_id) join clinic k using (clinic_id)
     where c.clinic_id = current_clinic() and c.coverer_id = current_actor() and c.kind = of_kind
       and a.ended_at is null and (now() at time zone k.time_zone)::date between a.from_day and a.until_day;
end $$;

-- Whether the actor covers for the holder of a piece of work, and so acts on behalf of them.
create function covers_for(holder uuid, of_kind text) returns boolean
  language plpgsql stable set search_path = custodian, pg_temp as $$
begin
  return holder is not null and holder <> current_actor() and exists (select from held_by_actor(of_kind) h where h = holder);
end $$;

-- On whose behalf somebody acted stands beside who did.
alter table audit_entry add column on_behalf_of_id uuid;
create index audit_entry_by_behalf on audit_entry (clinic_id, on_behalf_of_id, at desc, entry_id desc) where on_behalf_of_id is not null;
grant insert (on_behalf_of_id) on audit_entry to custodian_app;

-- What a user holds that can be covered, and what is booked with them in those days: numbers only. For each who would
-- cover, how much of it is about patients closed to them, and whether they may do such work at all.
create function absence_work(in_user uuid, first_day date, last_day date, coverers uuid[])
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
             'sent-questionnaire', 'recurring-questionnaire', 'past-appointment') order by w.kind loop
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

-- Whoever leaves is not away any more, and covers for nobody: those who look after absences are told whom that leaves uncovered.
create function end_absences_of_leaver() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  perform tell(t.user_id, 'cover-ended', left_alone.facts, null)
     from (select distinct jsonb_build_object('leaver', l.first_name || ' ' || l.last_name, 'absent', u.first_name || ' ' || u.last_name,
                                              'absentUntil', w.until_day) as facts
             from cover c join away_user w using (clinic_id, absence_id) join clinic_user u on u.clinic_id = c.clinic_id and u.user_id = c.user_id
             join clinic_user l on l.clinic_id = c.clinic_id and l.user_id = c.coverer_id
            where c.clinic_id = old.clinic_id and c.coverer_id = old.user_id) left_alone,
          (select distinct h.user_id from held_permission h join clinic_user u using (clinic_id, user_id)
            where h.clinic_id = old.clinic_id and h.permission = 'absences.update-absence' and h.user_id <> old.user_id and u.locked_at is null) t;
  update absence a set ended_at = now()
    from away_user w where w.clinic_id = old.clinic_id and w.user_id = old.user_id
     and a.clinic_id = w.clinic_id and a.absence_id = w.absence_id;
  return old;
end $$;
create trigger absences_end before delete on active_user for each row execute function end_absences_of_leaver();

-- Whether patients can be booked with somebody who is away: shown, and refused where the clinic says so.
alter table clinic add column refuse_booking_away boolean not null default false;
grant update (refuse_booking_away) on clinic to custodian_app;

-- What waits for the actor is counted with what they cover. -----------------------------------------------------

-- As before (0030); `work` is the kind, where the table is called otherwise.
drop procedure stamp_waiting(text, regclass, text, text);
create procedure stamp_waiting(kind text, target regclass, needs text, pooled text, work text default null)
  language plpgsql set search_path = custodian, pg_temp as $outer$
begin
  execute format($template$
    create or replace function %1$I() returns table (open int, withheld int, pool int, pool_withheld int)
      language plpgsql stable security definer set search_path = custodian, pg_temp as $body$
    begin
      perform only_with(%3$L);
      return query
        with closed as materialized (select b.patient_id from own_blocked_patient b where b.clinic_id = (select current_clinic()))
        select mine.*, pooled.*
          from (select count(*) filter (where not i.closed)::int, count(*) filter (where i.closed)::int
                  from (select coalesce(w.patient_id in (select c.patient_id from closed c), false) as closed
                          from held_by_actor(%5$L) h join %2$s w on w.open_holder_id = h
                         where w.clinic_id = (select current_clinic())) i) mine,
               (select count(*) filter (where not i.closed)::int, count(*) filter (where i.closed)::int
                  from (select coalesce(w.patient_id in (select c.patient_id from closed c), false) as closed from %2$s w
                         where w.clinic_id = (select current_clinic()) and w.holder_id is null and %4$s) i) pooled;
    end $body$;
  $template$, 'waiting_' || replace(kind, '-', '_'), target, needs, pooled, coalesce(work, replace(kind, '_', '-')));
end $outer$;
call stamp_waiting('letter', 'letter', 'letters.list-letters', 'w.is_open');
call stamp_waiting('secure_conversation', 'secure_conversation', 'secure-messages.list-conversations', 'w.is_open', 'secure-message');
call stamp_waiting('recurring_questionnaire', 'recurring_questionnaire', 'questionnaires.list-recurring', 'false');
call stamp_waiting('sent_questionnaire', 'sent_questionnaire', 'questionnaires.list-sent', 'false');

-- As before (0009).
create or replace function count_inbox() returns table (inbox int, unread int, snoozed int, pool int, withheld int)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    with closed as (select distinct patient_id from own_blocked_patient where clinic_id = (select current_clinic())),
    open_item as (
      select i.holder_id is null as pooled, i.read_at, coalesce(i.snoozed_until > now(), false) as away,
             c.patient_id is not null as closed
        from inbox_item i left join closed c using (patient_id)
       where i.clinic_id = (select current_clinic())
         and (i.open_holder_id = any(array(select held_by_actor('message'))) or (i.holder_id is null and i.filed_at is null)))
    select count(*) filter (where not pooled and not closed and not away)::int,
           count(*) filter (where not pooled and not closed and not away and read_at is null)::int,
           count(*) filter (where not pooled and not closed and away)::int,
           count(*) filter (where pooled and not closed)::int,
           count(*) filter (where not pooled and closed)::int
      from open_item;
  end;

-- As before (0009). What the actor gave to somebody and now covers is theirs to do.
create or replace function count_tasks() returns table (mine int, overdue int, given int, pool int, withheld int)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    with closed as (select distinct patient_id from own_blocked_patient where clinic_id = (select current_clinic())),
    held as materialized (select array(select held_by_actor('task')) as by),
    open_task as (
      select coalesce(t.holder_id = any((select by from held)::uuid[]), false) as own, t.author_id = (select current_actor()) as gave,
             t.holder_id is not distinct from (select current_actor()) as self,
             t.holder_id is null as pooled, t.due_on, c.patient_id is not null as closed
        from task t left join closed c using (patient_id)
       where t.clinic_id = (select current_clinic()) and t.done_at is null
         and (t.open_holder_id = any((select by from held)::uuid[]) or t.author_id = (select current_actor()) or t.holder_id is null))
    select count(*) filter (where own and not closed)::int,
           count(*) filter (where own and not closed and due_on < (select (now() at time zone c.time_zone)::date from clinic c
                                                                    where c.clinic_id = (select current_clinic())))::int,
           count(*) filter (where gave and not self and not closed)::int,
           count(*) filter (where pooled and not closed)::int,
           count(*) filter (where own and closed)::int
      from open_task;
  end;

-- As before (0010).
create or replace function count_results() returns table (open int, abnormal int, withheld int, pool int, pool_withheld int)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('results.list-results');
  return query
    with closed as materialized (select b.patient_id from own_blocked_patient b where b.clinic_id = (select current_clinic()))
    select mine.*, pooled.*
      from (select count(*) filter (where not w.closed)::int, count(*) filter (where not w.closed and w.abnormal)::int,
                   count(*) filter (where w.closed)::int
              from (select r.abnormal, r.patient_id in (select c.patient_id from closed c) as closed
                      from held_by_actor('result') h join result r on r.open_holder_id = h
                     where r.clinic_id = (select current_clinic())) w) mine,
           (select count(*) filter (where not w.closed)::int, count(*) filter (where w.closed)::int
              from (select r.patient_id in (select c.patient_id from closed c) as closed from result r
                     where r.clinic_id = (select current_clinic()) and r.holder_id is null and r.acknowledged_at is null) w) pooled;
end $$;

-- As before (0010).
create or replace function count_claims() returns table (open int, withheld int, pool int, pool_withheld int)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('claims.list-claims');
  return query
    with closed as materialized (select b.patient_id from own_blocked_patient b where b.clinic_id = (select current_clinic()))
    select mine.*, pooled.*
      from (select count(*) filter (where not w.closed)::int, count(*) filter (where w.closed)::int
              from (select c.patient_id in (select b.patient_id from closed b) as closed
                      from held_by_actor('claim') h join claim c on c.open_holder_id = h
                     where c.clinic_id = (select current_clinic())) w) mine,
           (select count(*) filter (where not w.closed)::int, count(*) filter (where w.closed)::int
              from (select c.patient_id in (select b.patient_id from closed b) as closed from claim c
                     where c.clinic_id = (select current_clinic()) and c.holder_id is null
                       and c.status in ('unsubmitted', 'rejected', 'awaiting-payment')) w) pooled;
end $$;
