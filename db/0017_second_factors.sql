-- 0017  Second factors: passkeys, an authenticator app, recovery codes; roles that ask for one; and the second step
-- of a sign-in.
set search_path = custodian;

-- HMAC with SHA-1, which is what authenticator apps speak.
create extension if not exists pgcrypto with schema custodian;

-- A key on a device of the user's. It belongs to the host name it was made at (the RP id).
create table passkey (
  clinic_id      uuid not null,
  user_id        uuid not null,
  passkey_id     uuid not null default gen_random_uuid(),
  credential_id  bytea not null,
  public_key     bytea not null,
  -- How often the device says that it was used; 0 where it does not count.
  counter        bigint not null,
  transports     text[] not null default '{}',
  rp_id          text not null,
  name           text not null,
  added_at       timestamptz not null default now(),
  last_used_at   timestamptz,
  primary key (clinic_id, passkey_id),
  constraint passkey_known_once unique (clinic_id, credential_id),
  foreign key (clinic_id, user_id) references active_user on delete cascade,
  foreign key (clinic_id, user_id) references credentials on delete cascade,
  constraint passkey_named check (btrim(name) <> '')
);
create index passkey_by_user on passkey (clinic_id, user_id);

-- The secret that the user's app shares with us. One that is not confirmed by a code yet counts for nothing, and
-- stands beside the one it may replace.
create table authenticator (
  clinic_id     uuid not null,
  user_id       uuid not null,
  confirmed     boolean not null default false,
  secret        bytea not null,
  -- The step of the last code that was taken: neither it nor an older one is taken again.
  last_step     bigint not null default 0,
  added_at      timestamptz not null default now(),
  last_used_at  timestamptz,
  primary key (clinic_id, user_id, confirmed),
  foreign key (clinic_id, user_id) references active_user on delete cascade,
  foreign key (clinic_id, user_id) references credentials on delete cascade,
  constraint authenticator_secret_long check (octet_length(secret) >= 20)
);

-- For whoever has lost the device. `selector`, the beginning of a code, says which one it is; of the rest only the
-- Argon2id hash is kept. Using one deletes it.
create table recovery_code (
  clinic_id  uuid not null,
  user_id    uuid not null,
  selector   text not null,
  hash       text not null,
  primary key (clinic_id, user_id, selector),
  foreign key (clinic_id, user_id) references active_user on delete cascade,
  foreign key (clinic_id, user_id) references credentials on delete cascade
);
call protect('passkey');
call protect('authenticator');
call protect('recovery_code');
grant select (clinic_id, user_id, passkey_id, credential_id, transports, name, added_at, last_used_at), insert, delete on passkey to custodian_app;
grant select (clinic_id, user_id, confirmed, added_at, last_used_at), insert, delete on authenticator to custodian_app;
grant select (clinic_id, user_id), insert, delete on recovery_code to custodian_app;

-- What a passkey must sign next: one answer, within a few minutes, from the browser that asked and at the address it
-- was at. It is nobody's act to ask for one; what is done with it has its entry.
create table passkey_challenge (
  clinic_id  uuid not null references clinic,
  challenge  bytea not null,
  -- SHA-256 of the secret of the session that the browser had; null for a browser without one.
  asked_by   bytea,
  rp_id      text not null,
  address    text not null,
  ends_at    timestamptz not null,
  primary key (clinic_id, challenge)
);
create index passkey_challenge_over on passkey_challenge (ends_at);
alter table passkey_challenge enable row level security;

create function make_challenge(in_clinic uuid, in_challenge bytea, in_asked_by bytea, in_rp_id text, in_address text) returns void
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    delete from passkey_challenge where ends_at < now();
    insert into passkey_challenge values (in_clinic, in_challenge, in_asked_by, in_rp_id, in_address, now() + interval '5 minutes');
  end;
-- Uses a challenge up, whatever comes of it.
create function use_challenge(in_clinic uuid, in_challenge bytea, in_asked_by bytea) returns table (rp_id text, address text)
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    delete from passkey_challenge c
     where c.clinic_id = in_clinic and c.challenge = in_challenge and c.asked_by is not distinct from in_asked_by and c.ends_at > now()
    returning c.rp_id, c.address;
  end;

-- Which clinic a browser is at, and the host it is known by. As before (0004).
drop function clinic_at(text);
create function clinic_at(in_host text) returns table (clinic_id uuid, name text, phone text, time_zone text, province text, host text)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select c.clinic_id, c.name, c.phone, c.time_zone, c.province, c.host from clinic c
     where c.host = in_host or not exists (select from clinic other where other.clinic_id <> c.clinic_id);
  end;

-- What a role asks of whoever has it. It is the clinic's to say of the system roles too: what these are called and
-- what they allow stays as it comes.
alter table role
  add column second_factor text,
  add constraint role_second_factor_known check (second_factor in ('passkey', 'authenticator', 'either'));
grant update (second_factor) on role to custodian_app;
drop trigger managed on role;
create trigger managed before delete or update of clinic_id, role_id, name, description, system on role
  for each row execute function keep_system_roles();

-- The kinds of second factor that a user has.
create view factor with (security_invoker) as
  select distinct clinic_id, user_id, 'passkey' as kind from passkey
  union all
  select clinic_id, user_id, 'authenticator' from authenticator where confirmed;
-- What a user's roles ask for and the user does not have.
create view factor_lacking with (security_invoker) as
  select ur.clinic_id, ur.user_id, r.role_id, r.second_factor
    from user_role ur join role r using (clinic_id, role_id)
   where r.second_factor is not null and not exists (
     select from factor f where f.clinic_id = ur.clinic_id and f.user_id = ur.user_id and r.second_factor in (f.kind, 'either'));
grant select on factor, factor_lacking to custodian_app;

-- Whether a code of the app is enough for this user: not where a role asks for a passkey and there is one. A passkey
-- cannot be lured out of anybody; a code can.
create function code_is_enough(in_clinic uuid, in_user uuid) returns boolean
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select exists (select from factor f where f.clinic_id = in_clinic and f.user_id = in_user and f.kind = 'authenticator')
       and not (exists (select from factor f where f.clinic_id = in_clinic and f.user_id = in_user and f.kind = 'passkey')
                and exists (select from user_role ur join role r using (clinic_id, role_id)
                             where ur.clinic_id = in_clinic and ur.user_id = in_user and r.second_factor = 'passkey'));
  end;

alter table session
  -- Whoever began it has shown a second factor, or has got the first one in it.
  add column second_factor_given boolean not null default false,
  drop constraint session_limit_known,
  add constraint session_limit_known check (limited in ('second-factor', 'new-credentials', 'enrol-factor'));

-- What must be done first in a session, one after the other.
create function limit_due(in_clinic uuid, in_user uuid, factor_given boolean) returns text
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select case
      when not factor_given and exists (select from factor f where f.clinic_id = in_clinic and f.user_id = in_user) then 'second-factor'
      when exists (select from credentials k where k.clinic_id = in_clinic and k.user_id = in_user and k.must_change) then 'new-credentials'
      when exists (select from factor_lacking l where l.clinic_id = in_clinic and l.user_id = in_user) then 'enrol-factor' end;
  end;

-- Open sessions follow what the roles ask for, from the next request on.
create function limit_anew(users uuid[]) returns void
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    update session s set limited = due.limited
      from (select o.token_hash, limit_due(o.clinic_id, o.user_id, o.second_factor_given) as limited from session o
             where o.clinic_id = current_clinic() and o.user_id = any(users) and (o.limited is null or o.limited = 'enrol-factor')) due
     where s.clinic_id = current_clinic() and s.token_hash = due.token_hash and s.limited is distinct from due.limited;
  end;
create function sessions_follow_holders() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  perform limit_anew(array(select distinct user_id from concerned));
  return null;
end $$;
create function sessions_follow_role() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  perform limit_anew(array(
    select ur.user_id from came join gone using (clinic_id, role_id) join user_role ur using (clinic_id, role_id)
     where came.second_factor is distinct from gone.second_factor));
  return null;
end $$;
create trigger factor_asked after insert on user_role referencing new table as concerned
  for each statement execute function sessions_follow_holders();
create trigger factor_not_asked after delete on user_role referencing old table as concerned
  for each statement execute function sessions_follow_holders();
create trigger factor_asked after update on role referencing old table as gone new table as came
  for each statement execute function sessions_follow_role();

-- As before (0016), and the answer names the limit:
--      'limited second-factor' and the like, and the actor stays unset
create or replace function enter(in_clinic uuid, in_user uuid, in_token_hash bytea, mode text, wanted text, bearable text[] default '{}') returns text
  language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  seen timestamptz;
  permitted boolean;
  limit_of text;
begin
  if mode <> 'read' then -- first the locks, then, as of now, what may have changed while waiting for them
    if mode = 'roster' then
      perform from clinic c where c.clinic_id = in_clinic for no key update;
    end if;
    perform from active_user a where a.clinic_id = in_clinic and a.user_id = in_user for key share;
  end if;
  select s.seen_at, s.limited, wanted is null or exists (
           select from user_role ur join role r using (clinic_id, role_id)
            where ur.clinic_id = in_clinic and ur.user_id = in_user
              and (r.system = 'admin' or (r.system = 'doctor' and (select p.doctor from permission p where p.permission = wanted))
                   or exists (select from role_permission rp where rp.clinic_id = in_clinic and rp.role_id = r.role_id and rp.permission = wanted)))
    into seen, limit_of, permitted
    from session s
   where s.clinic_id = in_clinic and s.token_hash = in_token_hash and s.user_id = in_user
     and s.ends_at > now() and s.idle_until > now();
  if seen is null then
    raise exception 'the session has ended' using errcode = 'CU401';
  end if;
  if limit_of is not null and limit_of <> all(bearable) then
    return 'limited ' || limit_of;
  end if;
  if not permitted then
    return 'not-permitted';
  end if;
  perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', in_user::text, true);
  return case when seen < now() - interval '1 minute' then 'entered-after-a-while' else 'entered' end;
end $$;

-- Why somebody's sign-in is shut, whatever they know; null when it is not. Holds whom it asks about: whoever ends this
-- user's activity, or locks them, ends the session that begins now too, or finds the door shut.
create function door_shut(in_clinic uuid, in_user uuid) returns text
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
    when found.expires_at <= now() then 'expired'
    when not found.ready then 'not-ready' end;
end $$;

-- One wrong try, of a password, a passcode or a code: the fifth in a row holds the door for ten minutes.
create function count_wrong_try(in_clinic uuid, in_user uuid) returns void
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    update credentials k
       set failed_tries = case when k.failed_tries >= 4 then 0 else k.failed_tries + 1 end,
           held_until = case when k.failed_tries >= 4 then now() + interval '10 minutes' else k.held_until end
     where k.clinic_id = in_clinic and k.user_id = in_user;
  end;

-- A session for whoever has shown enough. While a second factor is still due the wrong tries stay counted, or a known
-- password would wipe out the wrong codes; and nobody has signed in yet.
create function open_session(in_clinic uuid, in_user uuid, factor_given boolean, in_token_hash bytea, in_origin text, in_agent text, in_old_hash bytea)
  returns void language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  due text := limit_due(in_clinic, in_user, factor_given);
begin
  if due is distinct from 'second-factor' then
    update credentials k set failed_tries = 0, held_until = null, last_sign_in_at = now()
     where k.clinic_id = in_clinic and k.user_id = in_user;
  end if;
  -- What this browser had before is not left behind.
  delete from session s where s.clinic_id = in_clinic and s.token_hash = in_old_hash;
  insert into session (clinic_id, token_hash, user_id, idle_until, ends_at, origin, agent, second_factor_given, limited)
  select in_clinic, in_token_hash, in_user, now() + make_interval(mins => c.idle_limit_minutes),
         least(now() + make_interval(mins => c.absolute_limit_minutes), k.expires_at), in_origin, in_agent, factor_given, due
    from clinic c join credentials k using (clinic_id) where c.clinic_id = in_clinic and k.user_id = in_user;
end $$;

-- As before (0016): one try at the door, with its entry. It answers what the session is limited by, or why there is none.
drop function sign_in(uuid, uuid, boolean, boolean, bytea, text, text, bytea);
create function sign_in(in_clinic uuid, in_user uuid, password_fits boolean, passcode_fits boolean, in_token_hash bytea, in_origin text, in_agent text,
                        in_old_hash bytea default null)
  returns table (said text, limited text) language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  why text;
begin
  if in_user is not null then
    perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', in_user::text, true);
  end if;
  why := coalesce(door_shut(in_clinic, in_user), case
    when (select k.held_until > now() from credentials k where k.clinic_id = in_clinic and k.user_id = in_user) then 'held'
    when not password_fits or not (passcode_fits or not passcode_asked(in_clinic, in_origin)) then 'wrong' end);
  if why = 'wrong' then
    perform count_wrong_try(in_clinic, in_user);
  elsif why is null then
    perform open_session(in_clinic, in_user, false, in_token_hash, in_origin, in_agent, in_old_hash);
  end if;
  insert into audit_entry (clinic_id, actor_id, action, outcome, subject_user_id, reason, origin)
  values (in_clinic, case when why is null then in_user end, 'sign-in.sign-in',
          case when why is null then 'done' else 'refused' end, in_user, why, in_origin);
  return query select coalesce(why, 'done'), (select s.limited from session s where s.clinic_id = in_clinic and s.token_hash = in_token_hash);
end $$;

-- What must be known of a passkey before anybody is acting.
create function passkey_to_check(in_clinic uuid, in_credential_id bytea)
  returns table (user_id uuid, passkey_id uuid, public_key bytea, counter bigint, rp_id text)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select p.user_id, p.passkey_id, p.public_key, p.counter, p.rp_id from passkey p
     where p.clinic_id = in_clinic and p.credential_id = in_credential_id;
  end;

-- A passkey was shown. A counter that does not go on says that there is a copy of the key.
create function take_passkey(in_clinic uuid, in_user uuid, in_passkey uuid, in_counter bigint) returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
begin
  update passkey p set counter = in_counter, last_used_at = now()
   where p.clinic_id = in_clinic and p.user_id = in_user and p.passkey_id = in_passkey
     and (in_counter > p.counter or (in_counter = 0 and p.counter = 0));
  return found;
end $$;

-- Signs in by a passkey alone, with its entry: `fits` says that the signature holds and that the device has made sure
-- of its user. Nothing can be guessed here, so wrong tries elsewhere do not hold it.
create function sign_in_with_passkey(in_clinic uuid, in_user uuid, in_passkey uuid, fits boolean, in_counter bigint, in_token_hash bytea,
                                     in_origin text, in_agent text, in_old_hash bytea)
  returns table (said text, limited text) language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  why text;
begin
  if in_user is not null then
    perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', in_user::text, true);
  end if;
  why := coalesce(door_shut(in_clinic, in_user),
                  case when not fits or not take_passkey(in_clinic, in_user, in_passkey, in_counter) then 'wrong' end);
  if why is null then
    perform open_session(in_clinic, in_user, true, in_token_hash, in_origin, in_agent, in_old_hash);
  end if;
  insert into audit_entry (clinic_id, actor_id, action, outcome, subject_user_id, reason, origin)
  values (in_clinic, case when why is null then in_user end, 'second-factors.sign-in-with-passkey',
          case when why is null then 'done' else 'refused' end, in_user, why, in_origin);
  return query select coalesce(why, 'done'), (select s.limited from session s where s.clinic_id = in_clinic and s.token_hash = in_token_hash);
end $$;

-- The code of a moment's step (RFC 6238: thirty seconds, SHA-1, six digits).
create function code_of(secret bytea, step bigint) returns text language plpgsql immutable set search_path = custodian, pg_temp as $$
declare
  mac bytea := hmac(int8send(step), secret, 'sha1');
  at int := get_byte(mac, 19) & 15;
begin
  return lpad(((((get_byte(mac, at) & 127) << 24) | (get_byte(mac, at + 1) << 16) | (get_byte(mac, at + 2) << 8) | get_byte(mac, at + 3))
               % 1000000)::text, 6, '0');
end $$;
-- Takes a code of the app, once: of this step, the one before or the one after, and of none that was taken already.
create function take_code(in_clinic uuid, in_user uuid, in_code text, of_confirmed boolean) returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
begin
  update authenticator a set last_step = step, last_used_at = now()
    from generate_series(-1, 1) off, lateral (select floor(extract(epoch from clock_timestamp()) / 30)::bigint + off as step) s
   where a.clinic_id = in_clinic and a.user_id = in_user and a.confirmed = of_confirmed
     and step > a.last_step and code_of(a.secret, step) = in_code;
  return found;
end $$;

-- A code of the app proves that it holds the secret: from now on it is the actor's authenticator, and the one before is not.
create function confirm_authenticator(in_code text) returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
begin
  if not take_code(current_clinic(), current_actor(), in_code, false) then
    return false;
  end if;
  delete from authenticator a where a.clinic_id = current_clinic() and a.user_id = current_actor() and a.confirmed;
  update authenticator a set confirmed = true, added_at = now(), last_used_at = null
   where a.clinic_id = current_clinic() and a.user_id = current_actor();
  return true;
end $$;

-- Whose session waits for its second step.
create function second_step(in_clinic uuid, in_token_hash bytea) returns uuid
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select s.user_id from session s
     where s.clinic_id = in_clinic and s.token_hash = in_token_hash and s.limited = 'second-factor'
       and s.ends_at > now() and s.idle_until > now();
  end;
-- The hash of a recovery code of whoever is at the second step.
create function recovery_code_to_check(in_clinic uuid, in_token_hash bytea, in_selector text) returns table (hash text)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select r.hash from recovery_code r
     where r.clinic_id = in_clinic and r.user_id = second_step(in_clinic, in_token_hash) and r.selector = in_selector;
  end;

-- One try at the second step, with its entry. Wrong ones count like those at the door; once they hold it, the session
-- is over. A right one lets the session go on under another token.
--   kind 'authenticator'  `given` is the code
--        'recovery-code'  `given` is its selector, `fits` says that the rest of it is right
--        'passkey'        `given` is its id, `fits` says that the signature holds
create function give_second_factor(in_clinic uuid, in_token_hash bytea, kind text, given text, fits boolean, in_counter bigint, in_new_hash bytea,
                                   in_action text, in_origin text)
  returns table (said text, user_id uuid, limited text) language plpgsql security definer set search_path = custodian, pg_temp as $$
#variable_conflict use_column
declare
  who uuid := second_step(in_clinic, in_token_hash);
  why text;
  codes_left int;
begin
  if who is null then
    return query select 'ended', null::uuid, null::text;
    return;
  end if;
  perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', who::text, true);
  -- Two tries at once go one after the other, and the second sees what has become of the session.
  why := door_shut(in_clinic, who);
  if second_step(in_clinic, in_token_hash) is null then
    return query select 'ended', null::uuid, null::text;
    return;
  end if;
  why := coalesce(why, case when (select k.held_until > now() from credentials k where k.clinic_id = in_clinic and k.user_id = who) then 'held' end);
  if why is null then
    if kind = 'authenticator' then
      fits := code_is_enough(in_clinic, who) and take_code(in_clinic, who, given, true);
    elsif kind = 'passkey' then
      fits := fits and take_passkey(in_clinic, who, given::uuid, in_counter);
    elsif fits then
      delete from recovery_code r where r.clinic_id = in_clinic and r.user_id = who and r.selector = given;
      fits := found;
    end if;
    why := case when not fits then 'wrong' end;
  end if;
  if why = 'wrong' then
    perform count_wrong_try(in_clinic, who);
    delete from session s using credentials k
     where s.clinic_id = in_clinic and s.token_hash = in_token_hash
       and k.clinic_id = in_clinic and k.user_id = who and k.held_until > now();
  elsif why is null then
    update session s
       set token_hash = in_new_hash, session_id = gen_random_uuid(), second_factor_given = true, limited = limit_due(in_clinic, who, true)
     where s.clinic_id = in_clinic and s.token_hash = in_token_hash;
    update credentials k set failed_tries = 0, held_until = null, last_sign_in_at = now()
     where k.clinic_id = in_clinic and k.user_id = who;
    if kind = 'recovery-code' then
      select count(*) into codes_left from recovery_code r where r.clinic_id = in_clinic and r.user_id = who;
      perform tell(who, 'recovery-code-used', jsonb_build_object('left', codes_left), null);
    end if;
  end if;
  insert into audit_entry (clinic_id, actor_id, action, outcome, subject_user_id, reason, origin, facts)
  values (in_clinic, case when why is null then who end, in_action, case when why is null then 'done' else 'refused' end, who, why, in_origin,
          jsonb_strip_nulls(jsonb_build_object('kind', kind, 'codesLeft', codes_left)));
  return query select coalesce(why, 'done'), who,
                      (select s.limited from session s where s.clinic_id = in_clinic and s.token_hash = in_new_hash);
end $$;

-- As before (0016): the actor's other sessions end, this one goes on under another token, with whatever is due next.
-- `factor_given`: a second factor has been shown, or got, in it just now.
drop function renew_session(bytea, bytea, text);
create function renew_session(in_token_hash bytea, in_new_hash bytea, factor_given boolean) returns int
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  ended int;
begin
  delete from session s
   where s.clinic_id = current_clinic() and s.user_id = current_actor() and s.token_hash is distinct from in_token_hash;
  get diagnostics ended = row_count;
  update session s
     set token_hash = in_new_hash, session_id = gen_random_uuid(), second_factor_given = s.second_factor_given or factor_given,
         limited = limit_due(s.clinic_id, s.user_id, s.second_factor_given or factor_given)
   where s.clinic_id = current_clinic() and s.user_id = current_actor() and s.token_hash = in_token_hash;
  return ended;
end $$;

-- Parts of the doors above, and no doors themselves.
revoke execute on function open_session, door_shut, count_wrong_try, take_passkey, take_code from public;
