-- 0016  Credentials: names without secrets while an invitation waits, secrets that must be changed, sign-in that
-- expires, sessions that are limited until something is done; and what the user is told of it: notices and mail.
set search_path = custodian;

-- Username or email: either is enough. Both secrets or none; without them nobody signs in.
alter table credentials
  alter column username drop not null,
  alter column password_hash drop not null,
  alter column passcode_hash drop not null,
  add column ready boolean not null generated always as (password_hash is not null) stored,
  -- Set by somebody else: whoever signs in with them must choose their own first.
  add column must_change boolean not null default false,
  add column expires_at timestamptz,
  add constraint credentials_named check (username is not null or email is not null),
  add constraint credentials_secrets_together check ((password_hash is null) = (passcode_hash is null)),
  add constraint credentials_change_of_something check (not must_change or ready);
create index credentials_by_expiry on credentials (clinic_id, expires_at) where expires_at is not null;
grant select (ready, must_change, expires_at), update (must_change, expires_at) on credentials to custodian_app;

-- What the clinic asks of its users' secrets, and where it asks for the second one.
alter table clinic
  add column password_policy text not null default 'guide',
  add column passcode_asked text not null default 'always',
  add column trusted_networks cidr[] not null default '{}',
  add constraint clinic_password_policy_known check (password_policy in ('guide', 'nist')),
  add constraint clinic_passcode_asked_known check (passcode_asked in ('always', 'outside'));
grant update (password_policy, passcode_asked, trusted_networks) on clinic to custodian_app;
create function are_networks(texts text[]) returns boolean language plpgsql immutable as $$
begin
  perform texts::cidr[];
  return true;
exception when invalid_text_representation then
  return false;
end $$;

-- A link that lets a user choose their own secrets: one a user at most, so that a new one ends the old;
-- used once, because using it deletes it. Ends with the user's activity.
create table invitation (
  clinic_id   uuid not null,
  user_id     uuid not null,
  token_hash  bytea not null,
  made_by     uuid not null,
  made_at     timestamptz not null default now(),
  ends_at     timestamptz not null,
  primary key (clinic_id, user_id),
  constraint invitation_token_unique unique (clinic_id, token_hash),
  foreign key (clinic_id, user_id) references active_user on delete cascade,
  foreign key (clinic_id, user_id) references credentials on delete cascade,
  foreign key (clinic_id, made_by) references clinic_user
);
call protect('invitation');
grant insert, delete, select (clinic_id, user_id, made_by, made_at, ends_at) on invitation to custodian_app;

-- What a user is told inside Custodian, until they have read it.
create table notice (
  clinic_id     uuid not null,
  notice_id     uuid not null default gen_random_uuid(),
  user_id       uuid not null,
  kind          text not null,
  facts         jsonb not null default '{}',
  at            timestamptz not null default now(),
  dismissed_at  timestamptz,
  primary key (clinic_id, notice_id),
  foreign key (clinic_id, user_id) references active_user on delete cascade
);
create index notice_open on notice (clinic_id, user_id, at) where dismissed_at is null;
call protect('notice');
grant select, update (dismissed_at) on notice to custodian_app;
create policy own_are_read on notice as restrictive for select to custodian_app using (user_id = (select current_actor()));
create policy own_are_dismissed on notice as restrictive for update to custodian_app using (user_id = (select current_actor()));

-- Mail that waits to be sent, written with the act it speaks of. The text is put together when it is sent;
-- until then `facts` may hold a link, and never longer.
create table mail (
  clinic_id    uuid not null,
  mail_id      uuid not null default gen_random_uuid(),
  user_id      uuid not null,
  kind         text not null,
  to_address   text not null,
  facts        jsonb,
  at           timestamptz not null default now(),
  tries        int not null default 0,
  next_try_at  timestamptz default now(),
  sent_at      timestamptz,
  primary key (clinic_id, mail_id),
  foreign key (clinic_id, user_id) references active_user on delete cascade,
  constraint mail_waits_or_is_done check (next_try_at is null or sent_at is null),
  constraint mail_forgets_its_facts check ((facts is null) = (next_try_at is null))
);
create index mail_waiting on mail (next_try_at) where next_try_at is not null;
create index mail_by_user on mail (clinic_id, user_id, kind, at desc);
alter table mail enable row level security;
create policy everyone on mail to custodian_app using (true) with check (true);
create policy tenant on mail as restrictive to custodian_app
  using (clinic_id = (select current_clinic())) with check (clinic_id = (select current_clinic()));
-- That a mail is written and withdrawn is somebody's act; that it went out is nobody's.
create trigger noted after insert or delete or truncate on mail for each statement execute function note_change();
grant select (clinic_id, mail_id, user_id, kind, at, tries, next_try_at, sent_at), delete on mail to custodian_app;

-- The next mail that is due, held until the transaction ends, so that two servers never send the same one.
create function next_mail() returns table (clinic_id uuid, mail_id uuid, kind text, to_address text, facts jsonb, tries int,
                                      first_name text, clinic_name text, time_zone text, host text)
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    select m.clinic_id, m.mail_id, m.kind, m.to_address, m.facts, m.tries, u.first_name, c.name, c.time_zone, c.host
      from mail m join clinic_user u using (clinic_id, user_id) join clinic c using (clinic_id)
     where m.next_try_at <= now() order by m.next_try_at for update of m skip locked limit 1;
  end;
create function mail_sent(in_clinic uuid, in_mail uuid) returns void
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    update mail set sent_at = now(), next_try_at = null, facts = null, tries = tries + 1 where clinic_id = in_clinic and mail_id = in_mail;
  end;
-- It is tried again after a while; null gives it up.
create function mail_failed(in_clinic uuid, in_mail uuid, in_again_after interval) returns void
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    update mail set tries = tries + 1, next_try_at = now() + in_again_after, facts = case when in_again_after is null then null else facts end
     where clinic_id = in_clinic and mail_id = in_mail;
  end;

-- A limited session may do nothing but what ends its limit, until that is done.
alter table session
  add column limited text,
  add constraint session_limit_known check (limited in ('new-credentials'));

-- Open sessions follow the credentials: they end when these expire, and are limited once they must be changed.
create function sessions_follow_credentials() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  update session s
     set ends_at = least(s.ends_at, new.expires_at), limited = case when new.must_change then 'new-credentials' else s.limited end
   where s.clinic_id = new.clinic_id and s.user_id = new.user_id
     and (s.ends_at > new.expires_at or (new.must_change and s.limited is null));
  return null;
end $$;
create trigger followed after update of must_change, expires_at on credentials
  for each row when (new.must_change or new.expires_at is not null) execute function sessions_follow_credentials();

-- As before (0004), and a limited session enters only for what its limit bears.
--      'limited'  and the actor stays unset
drop function enter(uuid, uuid, bytea, text, text);
create function enter(in_clinic uuid, in_user uuid, in_token_hash bytea, mode text, wanted text, bearable text[] default '{}') returns text
  language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  seen timestamptz;
  permitted boolean;
  borne boolean;
begin
  if mode <> 'read' then -- first the locks, then, as of now, what may have changed while waiting for them
    if mode = 'roster' then
      perform from clinic c where c.clinic_id = in_clinic for no key update;
    end if;
    perform from active_user a where a.clinic_id = in_clinic and a.user_id = in_user for key share;
  end if;
  select s.seen_at, s.limited is null or s.limited = any(bearable), wanted is null or exists (
           select from user_role ur join role r using (clinic_id, role_id)
            where ur.clinic_id = in_clinic and ur.user_id = in_user
              and (r.system = 'admin' or (r.system = 'doctor' and (select p.doctor from permission p where p.permission = wanted))
                   or exists (select from role_permission rp where rp.clinic_id = in_clinic and rp.role_id = r.role_id and rp.permission = wanted)))
    into seen, borne, permitted
    from session s
   where s.clinic_id = in_clinic and s.token_hash = in_token_hash and s.user_id = in_user
     and s.ends_at > now() and s.idle_until > now();
  if seen is null then
    raise exception 'the session has ended' using errcode = 'CU401';
  end if;
  if not borne then
    return 'limited';
  end if;
  if not permitted then
    return 'not-permitted';
  end if;
  perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', in_user::text, true);
  return case when seen < now() - interval '1 minute' then 'entered-after-a-while' else 'entered' end;
end $$;

-- A change of one's own credentials: the actor's other sessions end, this one goes on under another
-- token, without the limit that the change has met. Answers how many have ended.
create function renew_session(in_token_hash bytea, in_new_hash bytea, in_limit text) returns int
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  ended int;
begin
  delete from session s
   where s.clinic_id = current_clinic() and s.user_id = current_actor() and s.token_hash is distinct from in_token_hash;
  get diagnostics ended = row_count;
  update session s set token_hash = in_new_hash, session_id = gen_random_uuid(), limited = nullif(s.limited, in_limit)
   where s.clinic_id = current_clinic() and s.user_id = current_actor() and s.token_hash = in_token_hash;
  return ended;
end $$;

-- What the session that the actor came in by is limited until; of the session the server knows no more than the hash.
create function session_limit(in_token_hash bytea) returns text
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select s.limited from session s where s.clinic_id = current_clinic() and s.user_id = current_actor() and s.token_hash = in_token_hash;
  end;

-- The actor's own hashes, so that a new secret can be told from the old one.
create function own_secrets() returns table (password_hash text, passcode_hash text)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select k.password_hash, k.passcode_hash from credentials k where k.clinic_id = current_clinic() and k.user_id = current_actor();
  end;

-- Whether a visitor from there is asked for the passcode. What is no address is not trusted.
create function passcode_asked(in_clinic uuid, in_origin text) returns boolean
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  return not exists (
    select from clinic c, unnest(c.trusted_networks) network
     where c.clinic_id = in_clinic and c.passcode_asked = 'outside'
       -- Where a socket listens to both families, an IPv4 visitor has an address of the other.
       and regexp_replace(in_origin, '^::ffff:(\d+\.\d+\.\d+\.\d+)$', '\1', 'i')::inet <<= network);
exception when invalid_text_representation then
  return true;
end $$;

-- As before (0004): one try at the door, with its entry. The passcode counts where it is asked for; after the expiry
-- the right answer opens nothing; and the session ends with the credentials, and is limited while they must be changed.
drop function sign_in(uuid, uuid, boolean, bytea, text, text);
create function sign_in(in_clinic uuid, in_user uuid, password_fits boolean, passcode_fits boolean, in_token_hash bytea, in_origin text, in_agent text,
                        in_old_hash bytea default null)
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
    when found.expires_at <= now() then 'expired'
    when not found.ready then 'not-ready'
    when found.held_until > now() then 'held'
    when not password_fits or not (passcode_fits or not passcode_asked(in_clinic, in_origin)) then 'wrong'
    else 'done' end;
  if said = 'wrong' then
    update credentials k
       set failed_tries = case when k.failed_tries >= 4 then 0 else k.failed_tries + 1 end,
           held_until = case when k.failed_tries >= 4 then now() + interval '10 minutes' else k.held_until end
     where k.clinic_id = in_clinic and k.user_id = in_user;
  elsif said = 'done' then
    update credentials k set failed_tries = 0, held_until = null, last_sign_in_at = now()
     where k.clinic_id = in_clinic and k.user_id = in_user;
    -- What this browser had before is not left behind.
    delete from session s where s.clinic_id = in_clinic and s.token_hash = in_old_hash;
    insert into session (clinic_id, token_hash, user_id, idle_until, ends_at, origin, agent, limited)
    select in_clinic, in_token_hash, in_user, now() + make_interval(mins => c.idle_limit_minutes),
           least(now() + make_interval(mins => c.absolute_limit_minutes), found.expires_at), in_origin, in_agent,
           case when found.must_change then 'new-credentials' end
      from clinic c where c.clinic_id = in_clinic;
  end if;
  insert into audit_entry (clinic_id, actor_id, action, outcome, subject_user_id, reason, origin)
  values (in_clinic, case when said = 'done' then in_user end, 'sign-in.sign-in',
          case when said = 'done' then 'done' else 'refused' end, in_user, nullif(said, 'done'), in_origin);
  return said;
end $$;

-- Whom a link invites, while it is good: not used, not ended, not replaced, and its user neither gone nor locked.
create function invited(in_clinic uuid, in_token_hash bytea)
  returns table (user_id uuid, first_name text, last_name text, username text, email text, clinic_name text, password_policy text)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select i.user_id, u.first_name, u.last_name, k.username, k.email, c.name, c.password_policy
      from invitation i join clinic_user u using (clinic_id, user_id) join credentials k using (clinic_id, user_id) join clinic c using (clinic_id)
     where i.clinic_id = in_clinic and i.token_hash = in_token_hash and i.ends_at > now() and u.locked_at is null
       and (k.expires_at > now() or k.expires_at is null);
  end;

-- The user chooses their own secrets, once, with the entry. Whatever was open under the old ones ends.
create function accept_invitation(in_clinic uuid, in_token_hash bytea, in_password_hash text, in_passcode_hash text, in_origin text)
  returns boolean language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  who uuid;
  ended int;
begin
  select i.user_id into who from invited(in_clinic, in_token_hash) i;
  if who is null then
    return false;
  end if;
  perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', who::text, true);
  -- Whoever ends this user's activity takes the invitation along: first the lock, then the one who gets it.
  perform from active_user a where a.clinic_id = in_clinic and a.user_id = who for key share;
  perform from invitation i where i.clinic_id = in_clinic and i.token_hash = in_token_hash for update;
  if not found then
    return false;
  end if;
  delete from invitation i where i.clinic_id = in_clinic and i.token_hash = in_token_hash;
  update credentials k
     set password_hash = in_password_hash, passcode_hash = in_passcode_hash, must_change = false,
         failed_tries = 0, held_until = null, set_at = now()
   where k.clinic_id = in_clinic and k.user_id = who;
  delete from session s where s.clinic_id = in_clinic and s.user_id = who;
  get diagnostics ended = row_count;
  perform tell(who, 'credentials-chosen', '{}', null);
  insert into audit_entry (clinic_id, actor_id, action, outcome, subject_user_id, origin, facts)
  values (in_clinic, who, 'credentials.accept-invitation', 'done', who, in_origin, jsonb_build_object('sessionsEnded', ended));
  return true;
end $$;

-- Tells a user something: by a notice, and by mail to their address (and to the one they had until now) where
-- this server sends mail. Answers whether mail was written.
create function tell(in_user uuid, in_kind text, in_facts jsonb, also_to text) returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
begin
  insert into notice (clinic_id, user_id, kind, facts) values (current_clinic(), in_user, in_kind, in_facts);
  return write_mail(in_user, in_kind, in_facts, also_to);
end $$;
create function write_mail(in_user uuid, in_kind text, in_facts jsonb, also_to text) returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
begin
  -- Set by a server that has a mail server to send with.
  if current_setting('custodian.sends_mail', true) is distinct from 'on' then
    return false;
  end if;
  insert into mail (clinic_id, user_id, kind, to_address, facts)
  select current_clinic(), in_user, in_kind, min(address), in_facts
    from (select k.email from credentials k where k.clinic_id = current_clinic() and k.user_id = in_user union select also_to) of_user(address)
   where address is not null group by lower(address);
  return found;
end $$;

-- The operation has moved to a capability of its own; whoever had it keeps it.
insert into permission (permission, doctor) values ('credentials.set-credentials', false);
alter table role_permission disable trigger noted;
update role_permission set permission = 'credentials.set-credentials' where permission = 'users.set-credentials';
alter table role_permission enable trigger noted;
