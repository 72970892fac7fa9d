-- 0035  The last day: a moment from which a user cannot sign in, whether or not any server is awake, and after which
-- nobody books with them. The plan for their leaving runs by itself then, or they are locked and the administrators told.
set search_path = custodian;

create table last_day (
  clinic_id   uuid not null,
  user_id     uuid not null,
  ends_at     timestamptz not null,
  reason      text not null,
  set_by_id   uuid not null,
  set_at      timestamptz not null default now(),
  -- The plan could not be carried out at that moment, and why: somebody has to finish by hand.
  missed_at   timestamptz,
  missed      jsonb,
  version     int not null default 1,
  primary key (clinic_id, user_id),
  foreign key (clinic_id, user_id) references active_user on delete cascade,
  foreign key (clinic_id, set_by_id) references clinic_user,
  constraint last_day_not_own check (set_by_id <> user_id),
  constraint last_day_with_reason check (btrim(reason) <> ''),
  constraint last_day_missed_with_reason check ((missed_at is null) = (missed is null))
);
create index last_day_by_time on last_day (ends_at) where missed_at is null;
call protect('last_day');
call count_versions('last_day');
grant select, insert, delete on last_day to custodian_app;
grant update (ends_at, reason, set_by_id, set_at, missed_at, missed) on last_day to custodian_app;

-- Open sessions end with it, and none begins that would outlast it. As with the expiry of a login, a later moment gives
-- an open session nothing.
create function sessions_follow_last_day() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  update session s set ends_at = new.ends_at
   where s.clinic_id = new.clinic_id and s.user_id = new.user_id and s.ends_at > new.ends_at;
  return null;
end $$;
create trigger followed after insert or update of ends_at on last_day for each row execute function sessions_follow_last_day();

create function end_session_by_last_day() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  new.ends_at := least(new.ends_at, (select l.ends_at from last_day l where l.clinic_id = new.clinic_id and l.user_id = new.user_id));
  return new;
end $$;
create trigger within_last_day before insert on session for each row execute function end_session_by_last_day();

-- As before (0017), and from the last day on.
create or replace function door_shut(in_clinic uuid, in_user uuid) returns text
  language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  found credentials;
begin
  perform from active_user a where a.clinic_id = in_clinic and a.user_id = in_user for key share;
  perform from clinic_user u where u.clinic_id = in_clinic and u.user_id = in_user for share;
  select * into found from credentials k where k.clinic_id = in_clinic and k.user_id = in_user for update;
  return case
    when found.user_id is null then 'unknown'
    when not exists (select from active_user a where a.clinic_id = in_clinic and a.user_id = in_user) then 'inactive'
    when exists (select from clinic_user u where u.clinic_id = in_clinic and u.user_id = in_user and u.locked_at is not null) then 'locked'
    when exists (select from last_day l where l.clinic_id = in_clinic and l.user_id = in_user and l.ends_at <= clock_timestamp()) then 'last-day'
    when found.expires_at <= now() then 'expired'
    when not found.ready then 'not-ready' end;
end $$;

-- As before (0016), and not after the last day.
create or replace function invited(in_clinic uuid, in_token_hash bytea)
  returns table (user_id uuid, first_name text, last_name text, username text, email text, clinic_name text, password_policy text)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select i.user_id, u.first_name, u.last_name, k.username, k.email, c.name, c.password_policy
      from invitation i join clinic_user u using (clinic_id, user_id) join credentials k using (clinic_id, user_id) join clinic c using (clinic_id)
     where i.clinic_id = in_clinic and i.token_hash = in_token_hash and i.ends_at > now() and u.locked_at is null
       and (k.expires_at > now() or k.expires_at is null)
       and not exists (select from last_day l where l.clinic_id = i.clinic_id and l.user_id = i.user_id and l.ends_at <= now());
  end;


-- As before (0024). Whoever has waited for a lock until past the end of the session is too late.
create or replace function enter(in_clinic uuid, in_user uuid, in_token_hash bytea, mode text, wanted text, bearable text[] default '{}') returns text
  language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  seen timestamptz;
  permitted boolean;
  limit_of text;
begin
  if mode in ('write', 'roster') then -- first the locks, then, as of now, what may have changed while waiting for them
    if mode = 'roster' then
      perform from clinic c where c.clinic_id = in_clinic for no key update;
    end if;
    perform from active_user a where a.clinic_id = in_clinic and a.user_id = in_user for key share;
  end if;
  select s.seen_at, s.limited, wanted is null or exists (
           select from user_role ur join given_permission g on g.clinic_id = in_clinic and g.role_id = ur.role_id and g.permission = wanted
            where ur.clinic_id = in_clinic and ur.user_id = in_user)
    into seen, limit_of, permitted
    from session s
   where s.clinic_id = in_clinic and s.token_hash = in_token_hash and s.user_id = in_user
     and s.ends_at > clock_timestamp() and s.idle_until > now();
  if seen is null then
    raise exception 'the session has ended' using errcode = 'CU401';
  end if;
  if limit_of is not null and limit_of <> all(bearable) then
    return 'limited ' || limit_of;
  end if;
  if not permitted then
    return 'not-permitted';
  end if;
  if mode <> 'ask' then
    perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', in_user::text, true);
  end if;
  return case when seen < now() - interval '1 minute' then 'entered-after-a-while' else 'entered' end;
end $$;

-- As before (0024), and not after the last day.
create or replace function enter_as(in_clinic uuid, in_user uuid, mode text, wanted text) returns text
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  if mode = 'roster' then
    perform from clinic c where c.clinic_id = in_clinic for no key update;
  end if;
  if mode in ('write', 'roster') then
    perform from active_user a where a.clinic_id = in_clinic and a.user_id = in_user for key share;
  end if;
  if not exists (select from active_user a join clinic_user u using (clinic_id, user_id)
                  where a.clinic_id = in_clinic and a.user_id = in_user and u.locked_at is null
                     and not exists (select from last_day l where l.clinic_id = in_clinic and l.user_id = in_user and l.ends_at <= clock_timestamp())) then
    raise exception 'no such active user' using errcode = 'CU401';
  end if;
  if wanted is not null and not exists (select from held_permission h where h.clinic_id = in_clinic and h.user_id = in_user and h.permission = wanted) then
    return 'not-permitted';
  end if;
  if mode <> 'ask' then
    perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', in_user::text, true);
  end if;
  return 'entered';
end $$;

-- An appointment that is booked, moved or handed over ends by the last day of whoever holds it. Not a foreign key, and
-- nothing against what was booked before: that is shown, and goes by the plan. Asked once a statement: hand-overs move
-- a hundred thousand at once. Holds the activity of the holders, as whoever sets a last day does.
create function require_before_last_day() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform from active_user a where (a.clinic_id, a.user_id) in (select clinic_id, open_holder_id from came) for key share;
    perform from came c join last_day l on l.clinic_id = c.clinic_id and l.user_id = c.open_holder_id and l.ends_at < c.ends_at;
  else
    perform from active_user a
     where (a.clinic_id, a.user_id) in (
       select c.clinic_id, c.open_holder_id from came c join gone g using (clinic_id, appointment_id)
        where (c.open_holder_id, c.starts_at, c.ends_at) is distinct from (g.open_holder_id, g.starts_at, g.ends_at)) for key share;
    perform from came c join gone g using (clinic_id, appointment_id)
       join last_day l on l.clinic_id = c.clinic_id and l.user_id = c.open_holder_id and l.ends_at < c.ends_at
     where (c.open_holder_id, c.starts_at, c.ends_at) is distinct from (g.open_holder_id, g.starts_at, g.ends_at)
       and c.starts_at >= now();
  end if;
  if found then
    raise exception 'after the last day of the provider' using errcode = '23514', constraint = 'appointment_before_last_day';
  end if;
  return null;
end $$;
create trigger before_last_day after insert on appointment referencing new table as came
  for each statement execute function require_before_last_day();
create trigger moved_before_last_day after update on appointment referencing old table as gone new table as came
  for each statement execute function require_before_last_day();

-- A successor who is gone by then cannot take it: a plan sees what the trigger would refuse.
update work_kind
   set conflict = $$ when exists (select from last_day d where d.clinic_id = (select current_clinic()) and d.user_id = successor
                                     and d.ends_at < w.ends_at) then 'after-last-day' $$ || conflict
 where kind = 'appointment';

-- What is booked with a user beyond a moment: how many, from when until when, and the first of them. Whole, patients
-- closed to the actor included, and without their content.
create function appointments_beyond(in_user uuid, moment timestamptz) returns table (items int, first timestamptz, last timestamptz)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('last-day.read-last-day', 'last-day.set-last-day');
  return query
    select count(*)::int, min(a.starts_at), max(a.starts_at) from appointment a
     where a.clinic_id = (select current_clinic()) and a.open_holder_id = in_user and a.starts_at >= now() and a.ends_at > moment;
end $$;

-- Whose last day has come, of every clinic, the longest past first.
create function last_days_due() returns table (clinic_id uuid, user_id uuid)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select l.clinic_id, l.user_id from last_day l where l.ends_at <= now() and l.missed_at is null order by l.ends_at;
  end;

-- Enters for one transaction that ends somebody's last day, as the administrator who set it; as another where that one
-- may not any more. Nobody where it is not due: it was moved, or another server is done with it.
create function enter_for_last_day(in_clinic uuid, in_user uuid) returns uuid
  language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  actor uuid;
begin
  perform from clinic c where c.clinic_id = in_clinic for no key update;
  select m.user_id into actor
    from last_day l join held_permission m on m.clinic_id = l.clinic_id and m.permission = 'handover.deactivate-user' and m.user_id <> l.user_id
    join active_user a on a.clinic_id = m.clinic_id and a.user_id = m.user_id
    join clinic_user u on u.clinic_id = m.clinic_id and u.user_id = m.user_id and u.locked_at is null
   where l.clinic_id = in_clinic and l.user_id = in_user and l.ends_at <= clock_timestamp() and l.missed_at is null
     and not exists (select from last_day o where o.clinic_id = m.clinic_id and o.user_id = m.user_id and o.ends_at <= now())
   order by m.user_id <> l.set_by_id, u.user_number limit 1;
  if actor is null then
    return null;
  end if;
  perform from active_user a where a.clinic_id = in_clinic and a.user_id = actor for key share;
  perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', actor::text, true);
  return actor;
end $$;

-- The entry of what a last day brought about: nobody acted. Only where the transaction entered for it.
create function record_last_day(in_user uuid, in_action text, in_reason text, in_facts jsonb) returns void
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('handover.deactivate-user');
  insert into audit_entry (clinic_id, action, outcome, subject_user_id, reason, facts)
  values (current_clinic(), in_action, 'done', in_user, in_reason, in_facts);
end $$;

-- The administrators: whoever can end somebody's activity, and sign in to do it.
create function tell_administrators(in_kind text, in_facts jsonb) returns int
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    select count(tell(m.user_id, in_kind, in_facts, null))::int
      from (select distinct h.user_id from held_permission h join clinic_user u using (clinic_id, user_id) join credentials k using (clinic_id, user_id)
             where h.clinic_id = (select current_clinic()) and h.permission = 'handover.deactivate-user' and u.locked_at is null and k.ready) m;
  end;

-- Reminds the next one whom a last day concerns, of any clinic: whoever leaves, and the administrators, 30, 14, 7 and 1 days
-- before. Not of a day that it was already nearer when it was set. Says whether there was one.
create function remind_next_of_last_day() returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  due record;
begin
  -- Set by a server that has a mail server to send with; without one the pages alone tell.
  if current_setting('custodian.sends_mail', true) is distinct from 'on' then
    return false;
  end if;
  select l.clinic_id, r.user_id, r.kind, s.about, l.ends_at, u.first_name || ' ' || u.last_name as leaver into due
    from last_day l join clinic_user u using (clinic_id, user_id)
    cross join lateral (
      select min(d) as days from unnest(array[30, 14, 7, 1]) d where l.ends_at <= now() + make_interval(days => d)) t
    cross join lateral (select l.user_id || ' ' || l.ends_at || ' ' || t.days as about) s
    cross join lateral (
      select l.user_id, 'login-expires-soon' as kind where u.locked_at is null
      union all
      select distinct h.user_id, 'last-day-nears' from held_permission h
       where h.clinic_id = l.clinic_id and h.permission = 'handover.deactivate-user' and h.user_id <> l.user_id) r
    join clinic_user w on w.clinic_id = l.clinic_id and w.user_id = r.user_id and w.locked_at is null
    join active_user a on a.clinic_id = l.clinic_id and a.user_id = r.user_id
    join credentials k on k.clinic_id = l.clinic_id and k.user_id = r.user_id and k.email is not null and k.ready
   where l.ends_at > now() and l.set_at < l.ends_at - make_interval(days => t.days)
     and not exists (select from reminder m where m.clinic_id = l.clinic_id and m.user_id = r.user_id and m.kind = r.kind and m.about = s.about)
   limit 1;
  if not found then
    return false;
  end if;
  perform remind(due.clinic_id, due.user_id, due.kind, due.about, 'last-day.remind',
                 jsonb_build_object('leaver', due.leaver, 'expiresAt', to_char(due.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')));
  return true;
end $$;

-- What was disconnected when somebody left: fields of the provider record, by their keys.
alter table handover add column disconnected text[] not null default '{}';
grant update (disconnected) on handover to custodian_app;
