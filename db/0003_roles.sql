-- 0003  Roles: named sets of permissions. A permission is the name of an operation.
set search_path = custodian;

-- Every permission there is, kept equal to the operations of the code by each migration run.
-- `doctor` says whether the role doctor has it; the role admin has all, also future ones.
create table permission (
  permission  text primary key,
  doctor      boolean not null
);

create table role (
  clinic_id    uuid not null references clinic,
  role_id      uuid not null default gen_random_uuid(),
  name         text not null,
  description  text not null default '',
  -- `admin` and `doctor` come with the clinic and cannot be changed, only copied.
  system       text,
  primary key (clinic_id, role_id),
  constraint role_system_known check (system in ('admin', 'doctor')),
  constraint role_name_given check (btrim(name) <> '')
);
create unique index role_name_unique on role (clinic_id, lower(name));
create unique index role_system_once on role (clinic_id, system) where system is not null;

create table role_permission (
  clinic_id   uuid not null,
  role_id     uuid not null,
  permission  text not null,
  primary key (clinic_id, role_id, permission),
  foreign key (clinic_id, role_id) references role on delete cascade,
  constraint role_permission_known foreign key (permission) references permission
);

create table user_role (
  clinic_id  uuid not null,
  user_id    uuid not null,
  role_id    uuid not null,
  primary key (clinic_id, user_id, role_id),
  foreign key (clinic_id, user_id) references active_user on delete cascade,
  constraint user_role_known foreign key (clinic_id, role_id) references role
);
create index user_role_by_role on user_role (clinic_id, role_id);

-- A system role keeps no list of its own, and nobody renames or deletes it.
create function keep_system_roles() returns trigger language plpgsql as $$
begin
  if old.system is not null then
    raise exception 'a system role cannot be changed' using errcode = '23514', constraint = 'role_system_managed';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger managed before update or delete on role for each row execute function keep_system_roles();

call protect('role');
call protect('role_permission');
call protect('user_role');

-- Who holds what, through which role: the one place that says so.
create view held_permission with (security_invoker) as
  select ur.clinic_id, ur.user_id, r.role_id, p.permission
    from user_role ur join role r using (clinic_id, role_id)
    join permission p on r.system = 'admin' or (r.system = 'doctor' and p.doctor)
  union all
  select ur.clinic_id, ur.user_id, ur.role_id, rp.permission
    from user_role ur join role_permission rp using (clinic_id, role_id);

-- Asked again inside definer functions and policies, under the actor's name.
create function holds(wanted text) returns boolean
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select exists (select from held_permission where clinic_id = current_clinic()
                      and user_id = current_actor() and permission = wanted);
  end;
create function only_with(variadic wanted text[]) returns void
  language plpgsql stable set search_path = custodian, pg_temp as $$
begin
  if not exists (select from unnest(wanted) one where holds(one)) then
    raise insufficient_privilege using message = 'not permitted: ' || array_to_string(wanted, ', ');
  end if;
end $$;

grant select on permission, held_permission to custodian_app;
grant select, insert, delete on role, role_permission, user_role to custodian_app;
grant update (name, description) on role to custodian_app;
