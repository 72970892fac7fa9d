-- 0001  The kernel: which clinic, who is acting, and that no change goes unrecorded.

create schema custodian;
set search_path = custodian;

-- Both fail, rather than answer null, when nobody is acting or no clinic is entered:
-- a forgotten setting must close every door. In a condition write `(select …)` around
-- them: asked once a statement, and not once a row.
create function current_actor() returns uuid language sql stable parallel safe
  return current_setting('custodian.actor')::uuid;
create function current_clinic() returns uuid language sql stable parallel safe
  return case when current_actor() is not null then current_setting('custodian.clinic')::uuid end;

-- The tenant: one health-information custodian, in one province.
create table clinic (
  clinic_id               uuid primary key default gen_random_uuid(),
  name                    text not null,
  province                text not null,
  time_zone               text not null,
  -- Host name by which a vendor's server tells its clinics apart; a clinic alone needs none.
  host                    text,
  phone                   text not null default '',
  idle_limit_minutes      int not null default 30,
  absolute_limit_minutes  int not null default 720,
  version                 int not null default 1,
  constraint clinic_host_unique unique (host),
  constraint clinic_name_given check (btrim(name) <> ''),
  constraint clinic_province_known check (province in ('AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT')),
  constraint clinic_idle_limit_sensible check (idle_limit_minutes between 1 and 1440),
  constraint clinic_absolute_limit_sensible check (absolute_limit_minutes between 5 and 10080)
);

-- Time zones are checked once, here, so that no later statement stumbles over an unknown one.
create function require_time_zone() returns trigger language plpgsql as $$
begin
  perform now() at time zone new.time_zone;
  return new;
end $$;
create trigger zone_known before insert or update of time_zone on clinic
  for each row execute function require_time_zone();

-- The audit log. actor_id is null only where nobody was acting yet: a failed sign-in.
create table audit_entry (
  clinic_id        uuid        not null,
  entry_id         bigint      generated always as identity,
  at               timestamptz not null default now(),
  xact             xid8        not null default pg_current_xact_id(),
  actor_id         uuid,
  -- Byte order, so that all actions of a capability are one range of the index.
  action           text collate "C" not null,
  outcome          text        not null,
  subject_user_id  uuid,
  patient_id       uuid,
  reason           text,
  origin           text,
  facts            jsonb       not null default '{}',
  primary key (clinic_id, entry_id),
  constraint audit_entry_outcome_known check (outcome in ('done', 'refused')),
  -- One transaction, one entry. `at` is the transaction's own timestamp; it is part of
  -- the key because transaction ids start again after a restore.
  constraint audit_entry_one_per_transaction unique (clinic_id, xact, at)
);
create index audit_entry_by_time on audit_entry (clinic_id, at desc, entry_id desc);
create index audit_entry_by_actor on audit_entry (clinic_id, actor_id, at desc, entry_id desc);
create index audit_entry_by_subject on audit_entry (clinic_id, subject_user_id, at desc, entry_id desc) where subject_user_id is not null;
create index audit_entry_by_patient on audit_entry (clinic_id, patient_id, at desc, entry_id desc) where patient_id is not null;
create index audit_entry_by_action on audit_entry (clinic_id, action, at desc, entry_id desc);
create index audit_entry_refused on audit_entry (clinic_id, at desc, entry_id desc) where outcome = 'refused';

-- Lives only inside a transaction, hence unlogged: "this transaction has changed
-- something". Its one deferred trigger is what asks for the entry, once.
create unlogged table change_note (
  clinic_id  uuid,
  xact       xid8,
  primary key (clinic_id, xact)
);

create function note_change() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  insert into change_note values (current_clinic(), pg_current_xact_id()) on conflict do nothing;
  return null;
end $$;

create function require_audit_entry() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  if not exists (select from audit_entry
                 where clinic_id = new.clinic_id and xact = new.xact and at = now()) then
    raise exception 'a change without an audit entry' using errcode = 'CU001';
  end if;
  delete from change_note where clinic_id = new.clinic_id and xact = new.xact;
  return null;
end $$;
create constraint trigger recorded after insert on change_note
  deferrable initially deferred for each row execute function require_audit_entry();
-- Whether this transaction has changed anything yet.
create function has_changed() returns boolean
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    select exists (select from change_note where clinic_id = current_clinic() and xact = pg_current_xact_id());
  end;

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are final' using errcode = 'CU002';
end $$;
create trigger final before update or delete or truncate on audit_entry
  for each statement execute function refuse_rewriting();

-- Every table of every feature passes through here. `tenant` is restrictive, so that no
-- later policy can widen it. Not `force`: definer functions must see past the policies,
-- and the server never runs as the owner.
create procedure protect(target regclass)
  language plpgsql set search_path = custodian, pg_temp as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy everyone on %s to custodian_app using (true) with check (true)', target);
  execute format('create policy tenant on %s as restrictive to custodian_app
                  using (clinic_id = (select current_clinic()))
                  with check (clinic_id = (select current_clinic()))', target);
  execute format('create trigger noted after insert or update or delete or truncate on %s
                  for each statement execute function note_change()', target);
end $$;

-- What two administrators may edit at once carries a version; each change makes the next one.
create function next_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
create procedure count_versions(target regclass)
  language plpgsql set search_path = custodian, pg_temp as $$
begin
  execute format('create trigger versioned before update on %s for each row execute function next_version()', target);
end $$;

-- Numbers that people use (user number, demographic number): dense, per clinic, never reused.
create table counter (
  clinic_id  uuid not null references clinic,
  what       text not null,
  last       bigint not null,
  primary key (clinic_id, what)
);
create function next_numbers(of_what text, how_many int default 1) returns bigint
  language sql volatile security definer set search_path = custodian, pg_temp
  begin atomic
    insert into counter (clinic_id, what, last) values (current_clinic(), of_what, how_many)
      on conflict (clinic_id, what) do update set last = counter.last + how_many
      returning last - how_many + 1;
  end;

-- The answer to a request that carried an Idempotency-Key, so that asking again answers the same.
create table answered_request (
  clinic_id  uuid not null,
  user_id    uuid not null,
  key        text not null,
  action     text not null,
  asked      bytea not null,
  output     jsonb not null,
  patient_id uuid, -- whom the answer speaks of, so that a block laid since holds here too
  at         timestamptz not null default now(),
  primary key (clinic_id, user_id, key)
);

call protect('clinic');
call protect('answered_request');
call count_versions('clinic');
create policy own on answered_request as restrictive to custodian_app
  using (user_id = (select current_actor())) with check (user_id = (select current_actor()));
alter table change_note enable row level security;
alter table counter enable row level security;
alter table audit_entry enable row level security;
create policy tenant on audit_entry as restrictive to custodian_app
  using (clinic_id = (select current_clinic())) with check (clinic_id = (select current_clinic()));
create policy everyone_reads on audit_entry for select to custodian_app using (true);
create policy in_ones_own_name on audit_entry for insert to custodian_app
  with check (actor_id = current_actor());

grant usage on schema custodian to custodian_app;
grant select on clinic to custodian_app;
grant update (name, province, time_zone, phone, idle_limit_minutes, absolute_limit_minutes) on clinic to custodian_app;
grant select, insert on answered_request to custodian_app;
-- Number, time and transaction of an entry are the database's own word.
grant select, insert (clinic_id, actor_id, action, outcome, subject_user_id, patient_id, reason, origin, facts) on audit_entry to custodian_app;
