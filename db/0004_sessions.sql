-- 0004  Sessions, and the doors: how somebody who is nobody yet becomes the actor.
set search_path = custodian;

create table session (
  clinic_id   uuid not null,
  token_hash  bytea not null,
  session_id  uuid not null default gen_random_uuid(),
  user_id     uuid not null,
  begun_at    timestamptz not null default now(),
  seen_at     timestamptz not null default now(),
  idle_until  timestamptz not null,
  ends_at     timestamptz not null,
  origin      text,
  agent       text,
  primary key (clinic_id, token_hash),
  constraint session_id_unique unique (clinic_id, session_id),
  foreign key (clinic_id, user_id) references active_user on delete cascade
);
create index session_by_user on session (clinic_id, user_id);

alter table session enable row level security;
create policy everyone on session to custodian_app using (true) with check (true);
create policy tenant on session as restrictive to custodian_app
  using (clinic_id = (select current_clinic())) with check (clinic_id = (select current_clinic()));
-- That a session was seen again is no change that anybody must answer for; its end is.
create trigger noted after insert or delete or truncate on session for each statement execute function note_change();
grant select (clinic_id, session_id, user_id, begun_at, seen_at, idle_until, ends_at, origin, agent), delete on session to custodian_app;

-- Locking ends every session at once, by whatever path; so whoever has a session is not locked.
create function end_sessions_of_locked() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  delete from session s where s.clinic_id = new.clinic_id and s.user_id = new.user_id;
  return null;
end $$;
create trigger locked_out after update of locked_at on clinic_user
  for each row when (new.locked_at is not null) execute function end_sessions_of_locked();

-- A session's token becomes an actor, for one transaction.
-- mode 'read'    looks only
--      'write'   also holds the actor's active_user row until the transaction ends. The
--                delete that deactivates must wait for it, so no write lands afterwards
--      'roster'  first holds the clinic's row: changes to who is active or permitted go
--                one at a time, which is what keeps "at least one administrator" true
-- `wanted` is the permission that the actor must hold; null asks for none. Answers
--      'entered'        and the actor is set; 'entered-after-a-while' when the session was last seen a minute ago or more
--      'not-permitted'  and the actor stays unset, so that whatever was sent behind in the same flight fails
-- CU401 when the session is unknown or over. What is asked of roles here is what the view
-- held_permission says, in the shape that one user and one permission need.
create function enter(in_clinic uuid, in_user uuid, in_token_hash bytea, mode text, wanted text) returns text
  language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  seen timestamptz;
  permitted boolean;
begin
  if mode <> 'read' then -- first the locks, then, as of now, what may have changed while waiting for them
    if mode = 'roster' then
      perform from clinic c where c.clinic_id = in_clinic for no key update;
    end if;
    perform from active_user a where a.clinic_id = in_clinic and a.user_id = in_user for key share;
  end if;
  select s.seen_at, wanted is null or exists (
           select from user_role ur join role r using (clinic_id, role_id)
            where ur.clinic_id = in_clinic and ur.user_id = in_user
              and (r.system = 'admin' or (r.system = 'doctor' and (select p.doctor from permission p where p.permission = wanted))
                   or exists (select from role_permission rp where rp.clinic_id = in_clinic and rp.role_id = r.role_id and rp.permission = wanted)))
    into seen, permitted
    from session s
   where s.clinic_id = in_clinic and s.token_hash = in_token_hash and s.user_id = in_user
     and s.ends_at > now() and s.idle_until > now();
  if seen is null then
    raise exception 'the session has ended' using errcode = 'CU401';
  end if;
  if not permitted then
    return 'not-permitted';
  end if;
  perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', in_user::text, true);
  return case when seen < now() - interval '1 minute' then 'entered-after-a-while' else 'entered' end;
end $$;

-- How a zone's clocks go from two years back to two years ahead: where they change, and how many
-- minutes ahead of UTC they are from then on. Looked for by the week, then by the hour.
create function zone_offsets(zone text) returns jsonb language sql stable
  begin atomic
    with week as (
      select t, extract(epoch from (t at time zone zone) - (t at time zone 'UTC'))::int / 60 as minutes
        from generate_series(date_trunc('hour', now()) - interval '2 years', now() + interval '2 years', interval '7 days') t),
    change as (
      select t, minutes, lag(t) over (order by t) as before, lag(minutes) over (order by t) as was from week)
    select jsonb_agg(jsonb_build_object('from', coalesce((
             select min(h) from generate_series(c.before, c.t, interval '1 hour') h
              where extract(epoch from (h at time zone zone) - (h at time zone 'UTC'))::int / 60 = c.minutes), c.t),
             'minutes', c.minutes) order by c.t)
      from change c where c.was is distinct from c.minutes;
  end;

-- What ends and what names the session that the actor came in by, of which the server knows no more than the hash.
create function end_this_session(in_token_hash bytea) returns void
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    delete from session where clinic_id = current_clinic() and user_id = current_actor() and token_hash = in_token_hash;
  end;

create function this_session(in_token_hash bytea) returns uuid
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select session_id from session
     where clinic_id = current_clinic() and user_id = current_actor() and token_hash = in_token_hash;
  end;

-- Somebody at the machine itself (the command line) acts in the name of an active user.
-- Only whoever may act as the owner can call it; the server's role cannot.
create function enter_as(in_clinic uuid, in_user uuid, mode text, wanted text) returns text
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  if mode = 'roster' then
    perform from clinic c where c.clinic_id = in_clinic for no key update;
  end if;
  if mode <> 'read' then
    perform from active_user a where a.clinic_id = in_clinic and a.user_id = in_user for key share;
  end if;
  if not exists (select from active_user a join clinic_user u using (clinic_id, user_id)
                  where a.clinic_id = in_clinic and a.user_id = in_user and u.locked_at is null) then
    raise exception 'no such active user' using errcode = 'CU401';
  end if;
  if wanted is not null and not exists (select from held_permission h where h.clinic_id = in_clinic and h.user_id = in_user and h.permission = wanted) then
    return 'not-permitted';
  end if;
  perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', in_user::text, true);
  return 'entered';
end $$;
revoke execute on function enter_as from public;

-- The session was used: its idle limit begins again. Asked at most once a minute a session.
create function see_session(in_clinic uuid, in_token_hash bytea) returns void
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    update session s set seen_at = now(), idle_until = now() + make_interval(mins => c.idle_limit_minutes)
      from clinic c
     where c.clinic_id = in_clinic and s.clinic_id = in_clinic and s.token_hash = in_token_hash
       and s.idle_until > now();
  end;

-- Which clinic a browser is at: the one of that host name, or the only one there is.
create function clinic_at(in_host text) returns table (clinic_id uuid, name text, phone text, time_zone text, province text)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select c.clinic_id, c.name, c.phone, c.time_zone, c.province from clinic c
     where c.host = in_host or not exists (select from clinic other where other.clinic_id <> c.clinic_id);
  end;

-- What sign-in must know before anybody is acting.
create function sign_in_candidate(in_clinic uuid, in_name text)
  returns table (user_id uuid, password_hash text, passcode_hash text)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select k.user_id, k.password_hash, k.passcode_hash from credentials k join active_user a using (clinic_id, user_id)
     where k.clinic_id = in_clinic and (lower(k.username) = lower(in_name) or lower(k.email) = lower(in_name));
  end;

-- One try at the door, with its entry. Five wrong ones in a row hold the door shut for ten
-- minutes; while it is held, and while the user is locked, the right answer does not open it.
create function sign_in(in_clinic uuid, in_user uuid, correct boolean, in_token_hash bytea, in_origin text, in_agent text)
  returns text language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  found credentials;
  said text;
begin
  if in_user is not null then
    perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', in_user::text, true);
  end if;
  -- Whoever ends this user's activity, or locks them, ends this session too or finds the door shut.
  perform from active_user a where a.clinic_id = in_clinic and a.user_id = in_user for key share;
  perform from clinic_user u where u.clinic_id = in_clinic and u.user_id = in_user for share;
  select * into found from credentials k where k.clinic_id = in_clinic and k.user_id = in_user for update;
  said := case
    when found.user_id is null then 'unknown'
    when not exists (select from active_user a where a.clinic_id = in_clinic and a.user_id = in_user) then 'inactive'
    when exists (select from clinic_user u where u.clinic_id = in_clinic and u.user_id = in_user and u.locked_at is not null) then 'locked'
    when found.held_until > now() then 'held'
    when not correct then 'wrong'
    else 'done' end;
  if said = 'wrong' then
    update credentials k
       set failed_tries = case when k.failed_tries >= 4 then 0 else k.failed_tries + 1 end,
           held_until = case when k.failed_tries >= 4 then now() + interval '10 minutes' else k.held_until end
     where k.clinic_id = in_clinic and k.user_id = in_user;
  elsif said = 'done' then
    update credentials k set failed_tries = 0, held_until = null, last_sign_in_at = now()
     where k.clinic_id = in_clinic and k.user_id = in_user;
    insert into session (clinic_id, token_hash, user_id, idle_until, ends_at, origin, agent)
    select in_clinic, in_token_hash, in_user, now() + make_interval(mins => c.idle_limit_minutes),
           now() + make_interval(mins => c.absolute_limit_minutes), in_origin, in_agent
      from clinic c where c.clinic_id = in_clinic;
  end if;
  insert into audit_entry (clinic_id, actor_id, action, outcome, subject_user_id, reason, origin)
  values (in_clinic, case when said = 'done' then in_user end, 'sign-in.sign-in',
          case when said = 'done' then 'done' else 'refused' end, in_user, nullif(said, 'done'), in_origin);
  return said;
end $$;

-- The actor's own password hash, for acts that ask for the password again.
create function password_to_confirm(in_clinic uuid, in_user uuid, in_token_hash bytea)
  returns table (password_hash text)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select k.password_hash from session s join credentials k using (clinic_id, user_id)
     where s.clinic_id = in_clinic and s.token_hash = in_token_hash and s.user_id = in_user
       and s.ends_at > now() and s.idle_until > now();
  end;

-- A wrong password at a confirmation counts like one at the door, and five of them end the session.
create function confirmation_failed(in_clinic uuid, in_user uuid, in_token_hash bytea, in_action text, in_subject uuid, in_origin text)
  returns void language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', in_user::text, true);
  update credentials k
     set failed_tries = case when k.failed_tries >= 4 then 0 else k.failed_tries + 1 end,
         held_until = case when k.failed_tries >= 4 then now() + interval '10 minutes' else k.held_until end
   where k.clinic_id = in_clinic and k.user_id = in_user;
  delete from session s using credentials k
   where s.clinic_id = in_clinic and s.token_hash = in_token_hash
     and k.clinic_id = in_clinic and k.user_id = in_user and k.held_until > now();
  insert into audit_entry (clinic_id, actor_id, action, outcome, subject_user_id, reason, origin)
  values (in_clinic, in_user, in_action, 'refused', in_subject, 'confirmation/password-wrong', in_origin);
end $$;

-- The first clinic of an empty database, with its first administrator and its two system roles.
create function found_clinic(in_clinic jsonb, in_user jsonb, in_origin text)
  returns table (clinic_id uuid, user_id uuid)
  language plpgsql security definer set search_path = custodian, pg_temp as $$
#variable_conflict use_column
declare
  new_clinic uuid := gen_random_uuid();
  ada uuid := gen_random_uuid();
begin
  lock table clinic in share row exclusive mode;
  if exists (select from clinic) then
    raise exception 'set up already' using errcode = '23505', constraint = 'clinic_set_up_once';
  end if;
  perform set_config('custodian.clinic', new_clinic::text, true), set_config('custodian.actor', ada::text, true);
  insert into clinic (clinic_id, name, province, time_zone, phone)
  values (new_clinic, in_clinic->>'name', in_clinic->>'province', in_clinic->>'timeZone', coalesce(in_clinic->>'phone', ''));
  insert into site (clinic_id, name, short_name, province)
  values (new_clinic, in_clinic->>'name', left(upper(regexp_replace(in_clinic->>'name', '[^[:alnum:]]', '', 'g')), 3), in_clinic->>'province');
  insert into clinic_user (clinic_id, user_id, user_number, last_name, first_name, type)
  values (new_clinic, ada, next_numbers('user'), in_user->>'lastName', in_user->>'firstName', 'admin');
  insert into active_user (clinic_id, user_id) values (new_clinic, ada);
  insert into site_assignment select new_clinic, ada, site_id from site s where s.clinic_id = new_clinic;
  insert into credentials (clinic_id, user_id, username, email, password_hash, passcode_hash)
  values (new_clinic, ada, in_user->>'username', nullif(in_user->>'email', ''), in_user->>'passwordHash', in_user->>'passcodeHash');
  insert into role (clinic_id, name, description, system)
  values (new_clinic, 'admin', 'Everything, including users, roles and the audit log.', 'admin'),
         (new_clinic, 'doctor', 'The standard access: schedule, patients, charts, inbox and tasks.', 'doctor');
  insert into user_role select new_clinic, ada, role_id from role r where r.clinic_id = new_clinic;
  insert into audit_entry (clinic_id, actor_id, action, outcome, subject_user_id, origin)
  values (new_clinic, ada, 'clinics.set-up', 'done', ada, in_origin);
  return query select new_clinic, ada;
end $$;
