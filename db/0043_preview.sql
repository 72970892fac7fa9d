-- 0043  A preview of what a leaver does hold, in one statement; who is to review a block; how far an undo is.
set search_path = custodian;

-- When a successor leaves is asked once, and not for every item.
call stamp_work_kind('appointment', 'appointment', id => 'appointment_id', open => 'w.starts_at >= now()',
  facet => 'null::text', since => 'w.starts_at', needs => 'schedule.list-appointments', cancel => $$status = 'cancelled'$$,
  site => 'w.site_id',
  conflict => $$
    when w.ends_at > (select d.ends_at from last_day d
                       where d.clinic_id = (select current_clinic()) and d.user_id = successor) then 'after-last-day'
    when (select u.type from clinic_user u where u.clinic_id = (select current_clinic()) and u.user_id = successor)
         not in ('doctor', 'nurse', 'resident', 'midwife') then 'not-bookable'
    when not exists (select from site_assignment s where s.clinic_id = w.clinic_id
                        and s.user_id = successor and s.site_id = w.site_id) then 'not-at-site'
    when tstzrange(w.starts_at, w.ends_at) && (
           select range_agg(tstzrange(b.starts_at, b.ends_at)) from appointment b
            where b.clinic_id = (select current_clinic()) and b.open_holder_id = successor) then 'overlaps' $$);

-- The kinds of which a user holds something: one step of an index for each. Its plan is kept by the session, whoever is asked
-- for: going through the table of somebody who holds much would be right for them alone.
create function kinds_held(holder uuid) returns setof text
  language plpgsql stable security definer set search_path = custodian, pg_temp set enable_seqscan = off as $$
begin
  return query
    select k.kind from work_kind k,
           lateral (select 1 from open_work o
                     where o.kind = k.kind and o.clinic_id = (select current_clinic()) and o.holder_id = holder limit 1) one;
end $$;
revoke execute on function kinds_held from public;
create index access_review_line_open on access_review_line (clinic_id, open_reviewer_id) where open_reviewer_id is not null;

-- What a plan does with all that a user holds, counted: kinds of which there is nothing cost nothing. Work moves whole,
-- patients closed to the administrator included: it sees all of it, asks first whether the actor may, and hands back no
-- content. How many each gets whose turn it can be follows from the numbers. The digest holds the order too, so that with
-- the same digest all turns are the same.
create function rules_of(plan jsonb, in_kind text) returns jsonb
  language sql immutable parallel safe
  return (select coalesce(jsonb_agg(e.rule order by e.n), '[]') from jsonb_array_elements(plan) with ordinality e(rule, n)
           where e.rule ->> 'kind' = in_kind);
drop function preview_work(text, uuid, text[], jsonb);
create function preview_plan(holder uuid, blocking text[], plan jsonb)
  returns table (kind text, fits int, rule int, passed text, able int, successor uuid, conflict text, facet text, items int,
                 oldest timestamptz, digest text)
  language plpgsql stable security definer set search_path = custodian, pg_temp set jit = off set enable_sort = off as $$
#variable_conflict use_column
declare
  held text;
begin
  perform only_with('handover.preview-deactivation', 'handover.deactivate-user');
  for held in select kinds_held(holder) loop
    return query execute format('
      select %L, p.fits, p.rule, p.passed, p.able, p.successor, p.conflict, p.facet, sum(p.items)::int, min(p.oldest), bit_xor(p.digest)::text
        from (%s) p group by 2, 3, 4, 5, 6, 7, 8
       order by 2 nulls last, 3 nulls last, 4 nulls first, 5 nulls first, 6 nulls first, 7 nulls first, 8 nulls first',
      held, placed_work(held, current_clinic(), holder, blocking, rules_of(plan, held), false));
  end loop;
end $$;

-- Who looks at a block again on the day that it says: whoever laid it, until somebody else is named. Owning that is open work
-- while the block holds. Its terms stay what they are.
alter table chart_block
  add column reviewer_id uuid,
  add column reviewer_from_id uuid,
  add constraint chart_block_reviewer_known foreign key (clinic_id, reviewer_id) references clinic_user,
  add constraint chart_block_reviewer_from_known foreign key (clinic_id, reviewer_from_id) references clinic_user;
alter table chart_block disable trigger user;
update chart_block b set reviewer_id = b.laid_by_id
 where b.review_on is not null and b.lifted_at is null and (b.ends_at is null or b.ends_at > now())
   and exists (select from active_user a where a.clinic_id = b.clinic_id and a.user_id = b.laid_by_id);
alter table chart_block enable trigger user;
alter table chart_block
  add column open_reviewer_id uuid generated always as (case when review_on is not null and lifted_at is null then reviewer_id end) stored,
  add constraint chart_block_open_holder_active foreign key (clinic_id, open_reviewer_id) references active_user;
create index chart_block_open_reviewer on chart_block (clinic_id, open_reviewer_id) where open_reviewer_id is not null;

create function name_block_reviewer() returns trigger language plpgsql as $$
begin
  new.reviewer_id := coalesce(new.reviewer_id, new.laid_by_id);
  return new;
end $$;
create trigger reviewed before insert on chart_block for each row when (new.review_on is not null) execute function name_block_reviewer();

-- A block that has ended by itself is reviewed by nobody, and holds nobody back.
create function release_ended_blocks() returns trigger
  language plpgsql security definer set search_path = custodian, pg_temp as $$
begin
  update chart_block b set reviewer_id = null
   where b.clinic_id = old.clinic_id and b.open_reviewer_id = old.user_id and b.ends_at <= now();
  return old;
end $$;
create trigger ended_blocks before delete on active_user for each row execute function release_ended_blocks();

create view block_review as
  select xmin, clinic_id, block_id, null::uuid as patient_id, set_id, user_id, reviewer_id as holder_id, reviewer_from_id as came_from_id,
         open_reviewer_id as open_holder_id, ends_at, laid_at
    from chart_block;
-- Nobody reviews a block on themselves, nor one of a set that keeps them out: they are not to know whom it names.
call stamp_work_kind('block-review', 'block_review', id => 'block_id', open => '(w.ends_at is null or w.ends_at > now())',
  facet => 'null::text', since => 'w.laid_at', needs => 'patient-sets.lay-block',
  conflict => $$
    when w.user_id = successor then 'both-ends'
    when exists (select from chart_block b where b.clinic_id = w.clinic_id and b.set_id = w.set_id and b.user_id = successor
                    and b.lifted_at is null and (b.ends_at is null or b.ends_at > now())) then 'blocked' $$);
