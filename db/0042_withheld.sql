-- 0042  Patients whose MRP somebody is and whose master file is closed to that MRP can be passed on unseen, as other
-- withheld work can.
set search_path = custodian;

-- As in 0034. `among` says, over the row `w` and `successor_id`, to whom work can go; `closed` which of the patients are
-- withheld from whoever holds it.
drop procedure stamp_withheld(text, regclass, text, text, text);
create procedure stamp_withheld(kind text, target regclass, id text, needs text, among text default 'true',
                                closed regclass default 'own_blocked_patient')
  language plpgsql set search_path = custodian, pg_temp as $outer$
begin
  execute format('drop function if exists %I(), %I(uuid)', kind || '_withheld_takers', kind || '_pass_withheld');
  execute format($template$
    create function %1$I() returns table (user_id uuid)
      language plpgsql stable security definer set search_path = custodian, pg_temp as $body$
    #variable_conflict use_column
    begin
      perform only_with('emergency-access.pass-withheld');
      return query
        with withheld as materialized (
          select w.* from %4$s w
           where w.clinic_id = (select current_clinic()) and w.open_holder_id = (select current_actor())
             and exists (select from %8$s o where o.clinic_id = w.clinic_id and o.patient_id = w.patient_id))
        select u.user_id from active_user a join clinic_user u using (clinic_id, user_id), lateral (select u.user_id as successor_id) s_id
         where a.clinic_id = (select current_clinic()) and u.locked_at is null and u.user_id <> (select current_actor())
           and exists (select from held_permission h where h.clinic_id = a.clinic_id and h.user_id = u.user_id and h.permission = %6$L)
           and exists (select from withheld w where %7$s and not exists (
                         select from blocked_patient b where b.clinic_id = a.clinic_id and b.user_id = u.user_id
                            and b.patient_id = w.patient_id and b.until > now()));
    end $body$;
    create function %2$I(successor_id uuid) returns table (passed int, kept int)
      language plpgsql volatile security definer set search_path = custodian, pg_temp as $body$
    begin
      perform only_with('emergency-access.pass-withheld');
      return query
        with withheld as materialized (
          select w.%5$I as item_id, %7$s and not exists (select from blocked_patient b where b.clinic_id = w.clinic_id and b.user_id = successor_id
                                                            and b.patient_id = w.patient_id and b.until > now()) as open_to_successor
            from %4$s w
           where w.clinic_id = (select current_clinic()) and w.open_holder_id = (select current_actor())
             and exists (select from %8$s o where o.clinic_id = w.clinic_id and o.patient_id = w.patient_id)),
        moved as (
          update %4$s w set holder_id = successor_id, came_from_id = (select current_actor()) from withheld i
           where w.clinic_id = (select current_clinic()) and w.%5$I = i.item_id and i.open_to_successor
             and w.open_holder_id = (select current_actor()) returning 1)
        select (select count(*) from moved)::int, (select count(*) from withheld i where not i.open_to_successor)::int;
    end $body$;
  $template$, kind || '_withheld_takers', kind || '_pass_withheld', kind, target, id, needs, among, closed);
end $outer$;
call stamp_withheld('mrp-patient', 'mrp_patient', 'patient_id', 'patients.read-patient', closed => 'own_closed_patient', among => $$
  exists (select from clinic_user d where d.clinic_id = w.clinic_id and d.user_id = successor_id and d.type = 'doctor')$$);

-- PostgreSQL expects a thousand rows of a function, and would go through all users to name one.
alter function names_taken(text, text) rows 2;
alter function closed_record_contacts(uuid) rows 5;
alter function privacy_officers() rows 5;

-- Of being MRP the master file is the work: what is counted as withheld is whoever stands in no list.
create or replace function waiting_mrp_patient() returns table (open int, withheld int, pool int, pool_withheld int)
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
begin
  perform only_with('patients.list-mrp-patients');
  return query
    with closed as materialized (select b.patient_id from own_closed_patient b where b.clinic_id = (select current_clinic()))
    select mine.*, pooled.*
      from (select count(*) filter (where not i.closed)::int, count(*) filter (where i.closed)::int
              from (select w.patient_id in (select c.patient_id from closed c) as closed from patient w
                     where w.clinic_id = (select current_clinic()) and w.open_mrp_id = (select current_actor())) i) mine,
           (select count(*) filter (where not i.closed)::int, count(*) filter (where i.closed)::int
              from (select w.patient_id in (select c.patient_id from closed c) as closed from patient w
                     where w.clinic_id = (select current_clinic()) and w.mrp_id is null and w.deceased_on is null and not w.deceased) i) pooled;
end $$;
