-- 0024  What each role gives, written out, so that the door asks two keys and no definition; and a door that is only
-- asked at.
set search_path = custodian;

-- Of a role of the clinic's own what its list says, of a system role what it is by the catalogue. Kept by the triggers
-- below and written by nobody else (keys never change: 0014). Who has the role is not kept here, hence a user's roles
-- count from the moment they are there.
create table given_permission (
  clinic_id   uuid not null,
  role_id     uuid not null,
  permission  text not null,
  primary key (clinic_id, role_id, permission),
  foreign key (clinic_id, role_id) references role on delete cascade,
  constraint given_permission_known foreign key (permission) references permission on delete cascade
);
-- What it follows is noted where it is done; a migration run, which changes the catalogue, acts in no clinic.
alter table given_permission enable row level security;
create policy everyone on given_permission to custodian_app using (true) with check (true);
create policy tenant on given_permission as restrictive to custodian_app
  using (clinic_id = (select current_clinic())) with check (clinic_id = (select current_clinic()));
grant select on given_permission to custodian_app;

-- A role is a system role from its beginning or never.
create or replace function keep_system_roles() returns trigger language plpgsql as $$
begin
  if old.system is null then
    if tg_op = 'DELETE' then return old; end if;
    if new.system is null then return new; end if;
  end if;
  raise exception 'a system role cannot be changed' using errcode = '23514', constraint = 'role_system_managed';
end $$;

create function give_to_system_roles() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  if exists (select from came where system is not null) then
    -- Waits for a change of the catalogue, and is waited for by the next: either sees what the other has brought.
    lock table permission in share mode;
    insert into given_permission
    select r.clinic_id, r.role_id, p.permission from came r join permission p on r.system = 'admin' or (r.system = 'doctor' and p.doctor);
  end if;
  return null;
end $$;
create trigger given after insert on role referencing new table as came
  for each statement execute function give_to_system_roles();

create function give_by_list() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    delete from given_permission g using gone where (g.clinic_id, g.role_id, g.permission) = (gone.clinic_id, gone.role_id, gone.permission);
  else
    insert into given_permission select clinic_id, role_id, permission from came;
  end if;
  return null;
end $$;
create trigger given after insert on role_permission referencing new table as came
  for each statement execute function give_by_list();
create trigger not_given after delete on role_permission referencing old table as gone
  for each statement execute function give_by_list();

create function give_by_catalogue() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  delete from given_permission g using came p, role r
   where r.system = 'doctor' and not p.doctor and (g.clinic_id, g.role_id, g.permission) = (r.clinic_id, r.role_id, p.permission);
  insert into given_permission
  select r.clinic_id, r.role_id, p.permission from came p join role r on r.system = 'admin' or (r.system = 'doctor' and p.doctor)
  on conflict do nothing;
  return null;
end $$;
create trigger given after insert on permission referencing new table as came
  for each statement execute function give_by_catalogue();
create trigger given_anew after update on permission referencing new table as came
  for each statement execute function give_by_catalogue();

insert into given_permission
select r.clinic_id, r.role_id, p.permission from role r join permission p on r.system = 'admin' or (r.system = 'doctor' and p.doctor)
union all
select clinic_id, role_id, permission from role_permission;

-- As before (0003): who holds what, through which role.
create or replace view held_permission with (security_invoker) as
  select ur.clinic_id, ur.user_id, ur.role_id, g.permission
    from user_role ur join given_permission g using (clinic_id, role_id);

-- As before (0017), and one more mode:
--      'ask'  answers as 'read' does, and nobody enters: for whoever has nothing more to ask
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
  if mode <> 'ask' then
    perform set_config('custodian.clinic', in_clinic::text, true), set_config('custodian.actor', in_user::text, true);
  end if;
  return case when seen < now() - interval '1 minute' then 'entered-after-a-while' else 'entered' end;
end $$;

-- As before (0004), with the new mode.
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
                  where a.clinic_id = in_clinic and a.user_id = in_user and u.locked_at is null) then
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

-- History is looked up by its key, however little of it there was when the plan was made: otherwise each of the thousands
-- of rows that one statement brings reads all those which that statement has written before it.
alter procedure keep_history(regclass, text, text[]) rename to stamp_history;
create procedure keep_history(target regclass, began text, variadic kept text[] default '{}')
  language plpgsql set search_path = custodian, pg_temp as $$
begin
  call stamp_history(target, began, variadic kept);
  execute format('alter function %I() set enable_seqscan = off', (select 'keep_' || c.relname || '_history' from pg_class c where c.oid = target));
end $$;
do $$
declare keeper regprocedure;
begin
  for keeper in select t.tgfoid from pg_trigger t where t.tgname = 'history_begins' loop
    execute format('alter function %s set enable_seqscan = off', keeper);
  end loop;
end $$;
