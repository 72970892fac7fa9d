-- 0002  Users. A user is active exactly while their active_user row exists, and whatever
-- only an active user may have (sessions, roles, sites) hangs off that row. So
-- deactivation is one delete, and nothing comes back by itself when a user returns.
set search_path = custodian;

create table site (
  clinic_id    uuid not null references clinic,
  site_id      uuid not null default gen_random_uuid(),
  name         text not null,
  short_name   text not null,
  address      text not null default '',
  city         text not null default '',
  province     text not null default '',
  postal_code  text not null default '',
  phone        text not null default '',
  fax          text not null default '',
  closed_at    timestamptz,
  version      int not null default 1,
  primary key (clinic_id, site_id),
  constraint site_name_given check (btrim(name) <> '')
);

create table clinic_user (
  clinic_id      uuid not null references clinic,
  user_id        uuid not null default gen_random_uuid(),
  user_number    bigint not null,
  last_name      text not null,
  first_name     text not null,
  type           text not null,
  speciality     text not null default '',
  address        text not null default '',
  home_phone     text not null default '',
  work_phone     text not null default '',
  cell_phone     text not null default '',
  fax            text not null default '',
  contact_email  text not null default '',
  locked_at      timestamptz,
  locked_reason  text,
  created_at     timestamptz not null default now(),
  version        int not null default 1,
  -- Byte order, so that a page of users is a range of the index, in any database.
  sort_name      text collate "C" not null generated always as (lower(last_name) || ', ' || lower(first_name)) stored,
  primary key (clinic_id, user_id),
  constraint clinic_user_number_unique unique (clinic_id, user_number),
  constraint clinic_user_type_known check (type in ('doctor', 'nurse', 'resident', 'midwife', 'receptionist', 'admin')),
  constraint clinic_user_named check (btrim(last_name) <> '' and btrim(first_name) <> ''),
  constraint clinic_user_locked_with_reason check ((locked_at is null) = (locked_reason is null))
);
create index clinic_user_by_name on clinic_user (clinic_id, sort_name, user_id);

create table active_user (
  clinic_id  uuid not null,
  user_id    uuid not null,
  since      timestamptz not null default now(),
  primary key (clinic_id, user_id),
  foreign key (clinic_id, user_id) references clinic_user
);

-- Hashes are Argon2id; the app role writes them and cannot read them.
create table credentials (
  clinic_id        uuid not null,
  user_id          uuid not null,
  username         text not null,
  email            text,
  password_hash    text not null,
  passcode_hash    text not null,
  failed_tries     int not null default 0,
  held_until       timestamptz,
  last_sign_in_at  timestamptz,
  set_at           timestamptz not null default now(),
  primary key (clinic_id, user_id),
  foreign key (clinic_id, user_id) references clinic_user,
  -- No @ in a username: what is typed at sign-in is either the one or the other.
  constraint credentials_username_plain check (username ~ '^[^@[:space:]]{2,60}$'),
  constraint credentials_email_plausible check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$')
);
create unique index credentials_username_unique on credentials (clinic_id, lower(username));
create unique index credentials_email_unique on credentials (clinic_id, lower(email));

create table site_assignment (
  clinic_id  uuid not null,
  user_id    uuid not null,
  site_id    uuid not null,
  primary key (clinic_id, user_id, site_id),
  foreign key (clinic_id, user_id) references active_user on delete cascade,
  foreign key (clinic_id, site_id) references site
);

call protect('site');
call protect('clinic_user');
call protect('active_user');
call protect('site_assignment');
call count_versions('site');
call count_versions('clinic_user');
-- Counting a failed try or the time of a sign-in has its own entry, written by `sign_in`.
call protect('credentials');

grant select, insert on site, clinic_user, active_user, site_assignment to custodian_app;
grant update (name, short_name, address, city, province, postal_code, phone, fax, closed_at) on site to custodian_app;
grant update (last_name, first_name, type, speciality, address, home_phone, work_phone, cell_phone, fax, contact_email,
              locked_at, locked_reason) on clinic_user to custodian_app;
grant update (since) on active_user to custodian_app; -- asked for by every row lock
grant delete on active_user, site_assignment to custodian_app;
grant select (clinic_id, user_id, username, email, failed_tries, held_until, last_sign_in_at, set_at) on credentials to custodian_app;
grant insert, delete on credentials to custodian_app;
grant update (username, email, password_hash, passcode_hash, failed_tries, held_until, set_at) on credentials to custodian_app;
