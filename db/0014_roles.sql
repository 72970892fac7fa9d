-- 0014  Roles that are changed here, and what everybody could do at any moment there has been.
set search_path = custodian;

-- What a permission lets somebody do, in the words of its operation; `offered` says whether the
-- code still has that operation. Kept by each migration run, like the rest of the catalogue.
alter table permission add column says text not null default '', add column offered boolean not null default true;

-- Two administrators may edit one role at once. A name can be told apart by eye and ear;
-- those that stand already may stay.
alter table role add column version int not null default 1;
alter table role add constraint role_name_long check (char_length(btrim(name)) > 2) not valid;
call count_versions('role');

-- A system role has its permissions by what it is, and no list beside that.
create function keep_system_role_lists() returns trigger language plpgsql as $$
begin
  if exists (select from role r where r.clinic_id = new.clinic_id and r.role_id = new.role_id and r.system is not null) then
    raise exception 'a system role has no list of its own' using errcode = '23514', constraint = 'role_system_managed';
  end if;
  return new;
end $$;
create trigger managed before insert or update on role_permission for each row execute function keep_system_role_lists();

-- The moment a transaction changes things at, for history: read off the clock at its first
-- change, hence after it has waited for whoever changed the roster before it. Its own time,
-- now(), is when it began to wait, and would put two of them in the wrong order.
alter table change_note add column at timestamptz not null default clock_timestamp();
create function moment_of_change() returns timestamptz language plpgsql volatile as $$
declare
  moment timestamptz;
begin
  insert into change_note (clinic_id, xact) values (current_clinic(), pg_current_xact_id()) on conflict do nothing;
  select n.at into moment from change_note n where n.clinic_id = current_clinic() and n.xact = pg_current_xact_id();
  return moment;
end $$;

-- Stamped on a table, this keeps what it held: one line in <table>_history for each key and the
-- time during which it stood there, with the values of the columns named. Written by the
-- triggers below and by nobody else; what the table holds now are the lines that have no end.
-- So "as of a moment" is the same question with `during @> moment`.
--
-- `began` says since when the rows that are there at the stamping have stood, where that is known.
-- A key is never changed, so a table without kept columns is asked at insert and delete only.
create procedure keep_history(target regclass, began text, variadic kept text[] default '{}')
  language plpgsql set search_path = custodian, pg_temp as $$
declare
  history constant text := (select c.relname || '_history' from pg_class c where c.oid = target);
  keys constant text[] := array(
    select a.attname::text from pg_index i cross join unnest(i.indkey::int2[]) with ordinality k(attnum, n)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
     where i.indrelid = target and i.indisprimary order by k.n);
  key_list constant text := (select string_agg(quote_ident(k), ', ') from unnest(keys) k);
  held_list constant text := (select string_agg(quote_ident(k), ', ') from unnest(keys || kept) k);
  same_key constant text := (select string_agg(format('h.%1$I = r.%1$I', k), ' and ') from unnest(keys) k);
  -- What an update took away and what it brought: rows whose held values stay the same are neither.
  taken constant text := format('(select %1$s from gone except select %1$s from came)', held_list);
  brought constant text := format('(select %1$s from came except select %1$s from gone)', held_list);
  -- What came and went within one transaction was never there for anybody else. And a clock that was
  -- set back must not make a line end before it began, nor two lines of one key overlap.
  ends constant text := format('
    delete from %1$I h using %%1$s r where %2$s and upper_inf(h.during) and lower(h.during) >= moment;
    update %1$I h set during = tstzrange(lower(h.during), moment) from %%1$s r where %2$s and upper_inf(h.during);',
    history, same_key);
  begins constant text := format('
    insert into %1$I (%2$s, during)
    select %2$s, tstzrange(greatest(moment, (select max(upper(h.during)) from %1$I h where %3$s)), null) from %%s r;',
    history, held_list, same_key);
begin
  execute format('create table %I as select %s from %s with no data', history, held_list, target);
  execute (select string_agg(format('alter table %I alter column %I set not null', history, a.attname), '; ')
             from pg_attribute a where a.attrelid = target and a.attnotnull and a.attname = any(keys || kept));
  execute format('alter table %1$I add column during tstzrange not null, add primary key (%2$s, during),
                  add constraint %3$I check (not isempty(during))', history, key_list, history || '_lasted');
  execute format('create unique index %I on %I (%s) where upper_inf(during)', history || '_one_now', history, key_list);
  execute format('insert into %1$I select %2$s, tstzrange(%3$s, null) from %4$s', history, held_list, began, target);
  execute format('create function %I() returns trigger
                    language plpgsql security definer set search_path = custodian, pg_temp as %L', 'keep_' || history,
    -- The same for all clinics: only a migration run changes it, in a transaction of its own.
    'declare moment constant timestamptz := ' || case when 'clinic_id' = any(keys) then 'moment_of_change()' else 'now()' end || ';
     begin
       if tg_op = ''INSERT'' then' || format(begins, 'came') || '
       elsif tg_op = ''DELETE'' then' || format(ends, 'gone') || '
       else' || format(ends, taken) || format(begins, brought) || '
       end if;
       return null;
     end');
  execute format('create trigger history_begins after insert on %s referencing new table as came
                  for each statement execute function %I()', target, 'keep_' || history);
  execute format('create trigger history_ends after delete on %s referencing old table as gone
                  for each statement execute function %I()', target, 'keep_' || history);
  if cardinality(kept) > 0 then
    execute format('create trigger history_goes_on after update on %s referencing old table as gone new table as came
                    for each statement execute function %I()', target, 'keep_' || history);
  end if;
  if 'clinic_id' = any(keys) then
    call protect(history::regclass);
  end if;
  execute format('grant select on %I to custodian_app', history);
end $$;

call keep_history('permission', 'now()', 'doctor', 'offered');
call keep_history('role', 'now()', 'name', 'system');
call keep_history('role_permission', 'now()');
call keep_history('user_role', 'now()');
call keep_history('site_assignment', 'now()');
call keep_history('active_user', 'since');
call keep_history('clinic_user', 'coalesce(locked_at, created_at)', 'locked_at', 'locked_reason');
call keep_history('credentials', 'set_at');
create index user_role_history_by_role on user_role_history (clinic_id, role_id, user_id);

-- Which block kept a user from a patient at a moment, for whoever may ask why; null is now. Says
-- nothing of a patient who is closed to the actor. By which set, only those learn who may lay blocks.
create function block_at(in_user uuid, in_patient uuid, moment timestamptz) returns table (laid_at timestamptz, set_name text)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('roles.explain-access');
  return query
    select b.laid_at, case when holds('patient-sets.lay-block') then s.name end
      from chart_block b join patient_set s using (clinic_id, set_id)
      join patient_set_member m using (clinic_id, set_id)
     where b.clinic_id = current_clinic() and b.user_id = in_user and m.patient_id = in_patient
       and b.laid_at <= coalesce(moment, now()) and (b.lifted_at is null or b.lifted_at > coalesce(moment, now()))
       and not exists (select from own_blocked_patient o where o.clinic_id = b.clinic_id and o.patient_id = in_patient)
     order by b.laid_at limit 1;
end $$;
