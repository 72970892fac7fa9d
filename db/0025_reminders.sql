-- 0025  What falls due without anybody acting: reminders by mail, each once, with its entry. The tries with the link
-- of an invitation that is good no more. What a user is still booked for where they lose a site. And names and
-- numbers that two want at the same moment. And what credentials were, at any moment.
set search_path = custodian;

-- What a user has been reminded of by mail. `about` names the thing and the occasion: each comes once, however
-- many servers look.
create table reminder (
  clinic_id  uuid not null,
  user_id    uuid not null,
  kind       text not null,
  about      text not null,
  at         timestamptz not null default now(),
  primary key (clinic_id, user_id, kind, about),
  foreign key (clinic_id, user_id) references active_user on delete cascade
);
call protect('reminder');

create index access_review_open on access_review (due_on) where closed_at is null;
create index credentials_expiring on credentials (expires_at) where expires_at is not null;

-- One reminder: the mail, that it was written, and its entry, which names nobody as acting. Nothing happens
-- where another server was first.
create function remind(in_clinic uuid, in_user uuid, in_kind text, in_about text, in_action text, in_facts jsonb) returns void
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
begin
  perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', in_user::text, true);
  -- Held against another server, not against the user's own acts; then, as of now, whether it was first.
  perform from active_user a where a.clinic_id = in_clinic and a.user_id = in_user for no key update;
  if not found or exists (select from reminder m where m.clinic_id = in_clinic and m.user_id = in_user and m.kind = in_kind and m.about = in_about) then
    return;
  end if;
  insert into reminder (clinic_id, user_id, kind, about) values (in_clinic, in_user, in_kind, in_about);
  perform write_mail(in_user, in_kind, in_facts, null);
  insert into audit_entry (clinic_id, action, outcome, subject_user_id, facts) values (in_clinic, in_action, 'done', in_user, in_facts);
end $$;
revoke execute on function remind from public;

-- Reminds the next reviewer with lines undecided, of any clinic: once from three days before the due date, and once
-- for every week after it. Nobody who was asked within those three days: that mail names the date. Says whether there was one.
create function remind_next_reviewer() returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  due record;
begin
  -- Set by a server that has a mail server to send with; without one the pages alone tell.
  if current_setting('custodian.sends_mail', true) is distinct from 'on' then
    return false;
  end if;
  select r.clinic_id, l.reviewer_id, s.about, jsonb_build_object('review', r.name, 'reviewId', r.review_id, 'dueOn', r.due_on, 'lines', count(*)) as facts,
         case when t.today > r.due_on then 'access-review-overdue' else 'access-review-due' end as kind
    into due
    from access_review r
    cross join lateral (select (now() at time zone r.time_zone)::date as today) t
    cross join lateral (select r.review_id || case when t.today > r.due_on then ':week-' || (t.today - r.due_on + 6) / 7 else ':due' end as about) s
    join access_review_line l on l.clinic_id = r.clinic_id and l.review_id = r.review_id and l.decision is null
    join active_user a on a.clinic_id = l.clinic_id and a.user_id = l.user_id
    join active_user v on v.clinic_id = l.clinic_id and v.user_id = l.reviewer_id
    join clinic_user u on u.clinic_id = v.clinic_id and u.user_id = v.user_id and u.locked_at is null
    join credentials k on k.clinic_id = v.clinic_id and k.user_id = v.user_id and k.email is not null
   where r.closed_at is null and r.due_on <= current_date + 4 and r.due_on - 3 <= t.today
     and (t.today > r.due_on or (r.started_at at time zone r.time_zone)::date < r.due_on - 3)
     and not exists (select from reminder m where m.clinic_id = r.clinic_id and m.user_id = l.reviewer_id and m.about = s.about)
   group by r.clinic_id, r.review_id, l.reviewer_id, s.about, t.today
   limit 1;
  if not found then
    return false;
  end if;
  perform remind(due.clinic_id, due.reviewer_id, due.kind, due.about, 'access-review.remind-reviewer', due.facts);
  return true;
end $$;

-- Warns the next user, of any clinic, whose sign-in ends within ten days: once for each end. Nobody who was
-- told of that end within the ten days. Says whether there was one.
create function warn_next_of_expiry() returns boolean
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
declare
  due record;
begin
  -- Set by a server that has a mail server to send with; without one the pages alone tell.
  if current_setting('custodian.sends_mail', true) is distinct from 'on' then
    return false;
  end if;
  select k.clinic_id, k.user_id, k.expires_at into due
    from credentials k join active_user a using (clinic_id, user_id) join clinic_user u using (clinic_id, user_id)
   where k.expires_at > now() and k.expires_at < now() + interval '10 days' and k.ready and k.email is not null and u.locked_at is null
     and not exists (select from reminder m where m.clinic_id = k.clinic_id and m.user_id = k.user_id and m.kind = 'login-expires-soon'
                        and m.about = k.expires_at::text)
     and not exists (select from notice n where n.clinic_id = k.clinic_id and n.user_id = k.user_id and n.kind = 'login-expiry-set'
                        and (n.facts ->> 'expiresAt')::timestamptz = k.expires_at and n.at > k.expires_at - interval '10 days')
   limit 1;
  if not found then
    return false;
  end if;
  perform remind(due.clinic_id, due.user_id, 'login-expires-soon', due.expires_at::text, 'credentials.warn-of-expiry',
                 jsonb_build_object('expiresAt', to_char(due.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')));
  return true;
end $$;

-- The links that were good once. Their hashes stay, so that a later try with one can be told of its user.
create table spent_invitation (
  clinic_id   uuid not null,
  token_hash  bytea not null,
  user_id     uuid not null,
  used        boolean not null default false,
  at          timestamptz not null default now(),
  primary key (clinic_id, token_hash),
  foreign key (clinic_id, user_id) references clinic_user
);
call protect('spent_invitation');

create function keep_spent_invitation() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  insert into spent_invitation (clinic_id, token_hash, user_id) values (old.clinic_id, old.token_hash, old.user_id);
  return null;
end $$;
create trigger spent after delete on invitation for each row execute function keep_spent_invitation();

-- As before (0016), and the link is known as used.
create or replace function accept_invitation(in_clinic uuid, in_token_hash bytea, in_password_hash text, in_passcode_hash text, in_origin text)
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
  update spent_invitation s set used = true where s.clinic_id = in_clinic and s.token_hash = in_token_hash;
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

-- The entry of a try with a link that was refused: for what it says, or for what has become of the link. A link that
-- was never ours tells of nobody and leaves none. As at the door, nobody is acting yet.
create function refuse_invitation(in_clinic uuid, in_token_hash bytea, in_action text, in_reason text, in_origin text) returns void
  language plpgsql volatile security definer set search_path = custodian, pg_temp as $$
begin
  insert into audit_entry (clinic_id, action, outcome, subject_user_id, reason, origin)
  select in_clinic, in_action, 'refused', link.user_id,
         coalesce(in_reason, case
           when not exists (select from active_user a where a.clinic_id = in_clinic and a.user_id = link.user_id) then 'inactive'
           when link.used then 'link-used'
           when link.spent then 'link-replaced'
           when u.locked_at is not null then 'locked'
           when link.ends_at <= now() then 'link-ended'
           else 'expired' end), in_origin
    from (select i.user_id, i.ends_at, false as spent, false as used from invitation i where i.clinic_id = in_clinic and i.token_hash = in_token_hash
          union all
          select s.user_id, null, true, s.used from spent_invitation s where s.clinic_id = in_clinic and s.token_hash = in_token_hash) link
    join clinic_user u on u.clinic_id = in_clinic and u.user_id = link.user_id;
end $$;

-- What is to come with a user, site by site: what stands against taking one of the sites away. Whole, patients closed
-- to the actor included, and without their content.
create function appointments_to_come_with(in_user uuid)
  returns table (site_id uuid, items int, first timestamptz, last timestamptz)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('users.preview-site-removal', 'users.update-user', 'access-review.end-access');
  return query
    select a.site_id, count(*)::int, min(a.starts_at), max(a.starts_at) from appointment a
     where a.clinic_id = (select current_clinic()) and a.open_holder_id = in_user
       and a.status in ('booked', 'arrived') and a.starts_at >= now()
     group by 1;
end $$;

-- Holds these words of the clinic until the transaction ends, in one order. Who wants the same username or number
-- waits, and then finds out who has it, rather than only that it is taken.
create function hold_words(words text[]) returns void
  language plpgsql volatile set search_path = custodian, pg_temp as $$
begin
  perform pg_advisory_xact_lock(h)
     from (select distinct hashtextextended(current_clinic() || ' ' || w, 0) as h from unnest(words) w order by 1) ordered;
end $$;

-- The history of credentials knows from here on whether there were secrets, whether they had to be changed, and when
-- the login ended. Of the time before it is known that there were some; the rest is null.
create table credentials_before as select * from credentials_history;
drop trigger history_begins on credentials;
drop trigger history_ends on credentials;
drop table credentials_history;
drop function keep_credentials_history();
call keep_history('credentials', 'now()', 'ready', 'must_change', 'expires_at');
alter table credentials_history alter column ready drop not null, alter column must_change drop not null;
-- Nobody acts here, hence no note of a change.
alter table credentials_history disable trigger user;
insert into credentials_history (clinic_id, user_id, during)
select clinic_id, user_id, tstzrange(lower(during), least(upper(during), now())) from credentials_before where lower(during) < now();
alter table credentials_history enable trigger user;
drop table credentials_before;
