-- 0006  Hand-over: the ledger of what happened to each piece of a leaver's open work, and
-- the one stamp that makes a table of work a kind that can be counted and handed over.
set search_path = custodian;

create table handover (
  clinic_id       uuid not null,
  handover_id     uuid not null default gen_random_uuid(),
  leaver_id       uuid not null,
  actor_id        uuid not null,
  at              timestamptz not null default now(),
  reason          text not null,
  -- What the leaver had, for the day they come back: proposed then, never restored by itself.
  former_roles    uuid[] not null,
  former_sites    uuid[] not null,
  -- Open items of each kind before, and of each successor before: what moved must add up.
  counted         jsonb not null,
  sessions_ended  int not null,
  primary key (clinic_id, handover_id),
  foreign key (clinic_id, leaver_id) references clinic_user,
  foreign key (clinic_id, actor_id) references clinic_user
);
create index handover_by_leaver on handover (clinic_id, leaver_id, at desc);
-- No foreign key to the item: items are of many kinds, and none is ever deleted.
create table handover_item (
  clinic_id     uuid not null,
  handover_id   uuid not null,
  kind          text not null,
  item_id       uuid not null,
  disposition   text not null,
  successor_id  uuid,
  primary key (clinic_id, handover_id, kind, item_id),
  foreign key (clinic_id, handover_id) references handover,
  constraint handover_item_disposition_known check (disposition in ('transfer', 'cancel', 'return')),
  constraint handover_item_transfer_names_successor check ((disposition = 'transfer') = (successor_id is not null))
);
call protect('handover');
call protect('handover_item');
grant select, insert on handover, handover_item to custodian_app;

-- A piece of open work: how those of one kind are told apart (facet), since when it waits,
-- and what stands against giving it to a successor.
create type open_item as (item_id uuid, facet text, since timestamptz, conflict text);

-- Every kind there is. Each stamp makes the views below anew, so that a kind is added in one place.
create table work_kind (
  kind     text primary key,
  held     text not null,
  pooled   text
);

-- Makes a table of work a kind. Given as SQL over the row `w`:
--   open      what is open beyond having a holder ('true' for most)
--   pooled    open and held by nobody: waits in the unassigned pool; null where there is none
--   facet, since
--   needs     the permission a successor must hold to do this work
--   conflict  the branches of a case, after those of every kind: not-permitted, blocked
--   cancel    the assignments that cancel an item, where it may be cancelled unseen
-- The functions are definer functions, so that work moves whole, patients closed to the
-- administrator included; they ask first whether the actor may, and hand back no content.
create procedure stamp_work_kind(kind text, target regclass, id text, open text, facet text, since text, needs text,
                                 pooled text default null, conflict text default '', cancel text default null)
  language plpgsql set search_path = custodian, pg_temp as $outer$
declare
  mine text := format('w.clinic_id = (select current_clinic()) and w.open_holder_id = holder and %s', open);
  written text := format('insert into handover_item (clinic_id, handover_id, kind, item_id, disposition, successor_id)
                          select (select current_clinic()), ledger, %L, %I, how, successor from moved', kind, id);
  cancelling text := case when cancel is null then 'raise exception ''work of this kind is never cancelled'''
    else format('with moved as (update %s w set %s where %s returning w.%I) %s', target, cancel, mine, id, written) end;
begin
  execute format($template$
    create function %1$I(holder uuid, successor uuid) returns setof open_item language sql stable
      begin atomic
        select w.%5$I, %6$s, %7$s,
               case when successor is null then null
                    when not (select exists (select from held_permission h where h.clinic_id = (select current_clinic())
                                                and h.user_id = successor and h.permission = %8$L)) then 'not-permitted'
                    when exists (select from blocked_patient b where b.clinic_id = w.clinic_id
                                    and b.user_id = successor and b.patient_id = w.patient_id) then 'blocked'
                    %9$s
               end
          from %4$s w where %10$s;
      end;
    revoke execute on function %1$I from public;

    create function %2$I(holder uuid, successor uuid)
      returns table (facet text, conflict text, items int, oldest timestamptz, digest text)
      language plpgsql stable security definer set search_path = custodian, pg_temp as $body$
    begin
      perform only_with('handover.preview-deactivation', 'handover.deactivate-user');
      return query
        select o.facet, o.conflict, count(*)::int, min(o.since), sum(uuid_hash_extended(o.item_id, 0))::text
          from %1$I(holder, successor) o group by 1, 2 order by 1 nulls first, 2 nulls first;
    end $body$;

    create function %3$I(ledger uuid, holder uuid, how text, successor uuid, but_not text[]) returns int
      language plpgsql security definer set search_path = custodian, pg_temp as $body$
    declare
      items int;
    begin
      perform only_with('handover.deactivate-user');
      if how = 'transfer' then
        with moved as (
          update %4$s w set holder_id = successor, came_from_id = holder
           where %10$s and not exists (select from %1$I(holder, successor) o where o.item_id = w.%5$I and o.conflict = any(but_not))
          returning w.%5$I)
        %11$s;
      elsif how = 'return' then
        with moved as (update %4$s w set holder_id = null, came_from_id = holder where %10$s returning w.%5$I)
        %11$s;
      else
        %12$s;
      end if;
      get diagnostics items = row_count;
      return items;
    end $body$;

    create function %13$I(holder uuid, successor uuid, beyond uuid, only_conflicts boolean, most int) returns setof open_item
      language plpgsql stable security definer set search_path = custodian, pg_temp as $body$
    begin
      perform only_with('handover.preview-deactivation', 'handover.list-open-work');
      return query
        select o.* from %1$I(holder, successor) o
         where (beyond is null or o.item_id > beyond) and (not only_conflicts or o.conflict is not null)
         order by o.item_id limit most;
    end $body$;
  $template$, kind || '_open', kind || '_preview', kind || '_hand_over', target, id, facet, since, needs, conflict, mine,
    written, cancelling, kind || '_items');

  insert into work_kind values (kind,
    format('select w.clinic_id, %L as kind, w.open_holder_id as holder_id, %s as since from %s w where w.open_holder_id is not null and %s', kind, since, target, open),
    case when pooled is not null then
      format('select w.clinic_id, %L as kind, %s as since, w.patient_id from %s w where w.holder_id is null and %s', kind, since, target, pooled) end);
  execute 'create or replace view open_work as ' || (select string_agg(w.held, ' union all ' order by w.kind) from work_kind w);
  if exists (select from work_kind w where w.pooled is not null) then
    execute 'create or replace view pooled_work as ' || (select string_agg(w.pooled, ' union all ' order by w.kind) from work_kind w);
  end if;
end $outer$;
