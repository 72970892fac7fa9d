-- 0053  Through whose hands a message, a task or a patient as MRP went, what stands against giving one piece of work to a colleague, and past
-- visits of closed records passed on unseen.
set search_path = custodian;

-- Messages, tasks and patients are too many for a history of their own: their hands are read off the ledger and the log.
create index audit_entry_of_task on audit_entry (clinic_id, (facts ->> 'taskId'))
  where action in ('tasks.update-task', 'tasks.take-task', 'tasks.pass-task', 'tasks.reopen-task');
create index audit_entry_of_message on audit_entry (clinic_id, (facts ->> 'itemId'))
  where action in ('inbox.take-message', 'inbox.give-message');

-- From hand to hand, oldest first; `by` moved it. Whoever asks has made sure that the reader may know of the item.
-- A definer function: under row-level security `->>` would lose its index.
create function hands_of(in_kind text, in_item uuid) returns table (at timestamptz, by_id uuid, from_id uuid, to_id uuid)
  language sql stable security definer set search_path = custodian, pg_temp
  begin atomic
    select e.at, e.actor_id, (e.facts -> 'before' ->> 'assigneeId')::uuid,
           case e.action when 'tasks.take-task' then e.actor_id else (e.facts -> 'after' ->> 'assigneeId')::uuid end
      from audit_entry e
     where in_kind = 'task' and e.clinic_id = (select current_clinic()) and e.facts ->> 'taskId' = in_item::text
       and e.action in ('tasks.update-task', 'tasks.take-task', 'tasks.pass-task', 'tasks.reopen-task') and e.outcome = 'done'
       and (e.action = 'tasks.take-task' or e.facts -> 'before' ->> 'assigneeId' is distinct from e.facts -> 'after' ->> 'assigneeId')
    union all
    select e.at, e.actor_id, (e.facts -> 'before' ->> 'holderId')::uuid,
           case e.action when 'inbox.take-message' then e.actor_id else (e.facts -> 'after' ->> 'holderId')::uuid end
      from audit_entry e
     where in_kind = 'message' and e.clinic_id = (select current_clinic()) and e.facts ->> 'itemId' = in_item::text
       and e.action in ('inbox.take-message', 'inbox.give-message') and e.outcome = 'done'
    union all
    select e.at, e.actor_id, (e.facts -> 'before' ->> 'mrpId')::uuid, (e.facts -> 'after' ->> 'mrpId')::uuid
      from audit_entry e
     where in_kind = 'mrp-patient' and e.clinic_id = (select current_clinic()) and e.patient_id = in_item
       and e.action in ('patients.assign-mrp', 'patients.update-patient') and e.outcome = 'done'
       and e.facts -> 'before' ->> 'mrpId' is distinct from e.facts -> 'after' ->> 'mrpId'
    union all
    -- Several patients at once are about nobody in particular: the entry names each with whose they were.
    select e.at, e.actor_id, (one ->> 'was')::uuid, (e.facts -> 'after' ->> 'mrpId')::uuid
      from audit_entry e cross join jsonb_array_elements(e.facts -> 'patients') one
     where in_kind = 'mrp-patient' and e.clinic_id = (select current_clinic()) and e.action = 'patients.assign-mrp'
       and e.patient_id is null and e.outcome = 'done' and one ->> 'patientId' = in_item::text
       and one ->> 'was' is distinct from e.facts -> 'after' ->> 'mrpId'
    union all
    select e.at, e.actor_id, null, e.subject_user_id
      from audit_entry e
     where e.clinic_id = (select current_clinic()) and e.action = 'handover.assign-pool' and e.outcome = 'done'
       and e.facts -> 'items' @> jsonb_build_array(jsonb_build_object('kind', in_kind, 'itemId', in_item))
    union all
    select h.at, h.actor_id, h.leaver_id, i.successor_id
      from handover_item i join handover h using (clinic_id, handover_id)
     where i.clinic_id = (select current_clinic()) and i.kind = in_kind and i.item_id = in_item and i.disposition <> 'cancel'
    union all
    select i.undone_at, null, i.successor_id, h.leaver_id
      from handover_item i join handover h using (clinic_id, handover_id)
     where i.clinic_id = (select current_clinic()) and i.kind = in_kind and i.item_id = in_item and i.undone_at is not null
     order by 1;
  end;

-- What stands against giving this one item to a user, before it is given. Told to whom it falls: whoever holds it or covers
-- for its holder, anybody while nobody holds it, and who assigns the work of others. Of records closed to the actor, nothing.
create function against_giving(in_kind text, in_item uuid, in_user uuid) returns text
  language plpgsql stable security definer set search_path = custodian, pg_temp as $$
declare
  k work_kind;
  found text;
begin
  select * into k from work_kind w where w.kind = in_kind;
  if k.kind is null then
    return null;
  end if;
  execute format('
    select %1$s from %2$s w
     where w.clinic_id = %3$L and w.%4$I = $1
       and (w.holder_id is null or w.holder_id = %5$L or covers_for(w.holder_id, $2)
            or exists (select from held_permission h where h.clinic_id = %3$L and h.user_id = %5$L and h.permission = ''handover.preview-assignment''))
       and not exists (select from own_blocked_patient b where b.clinic_id = w.clinic_id and b.patient_id = w.patient_id)',
    work_against(k, current_clinic(), in_user), k.target, current_clinic(), k.id, current_actor()) into found using in_item, in_kind;
  return found;
end $$;

-- Past visits that nobody closed out, for what is done with them and not with appointments to come.
create view past_visit as
  select * from appointment where starts_at < now() and status in ('booked', 'arrived');
call stamp_withheld('past-appointment', 'past_visit', 'appointment_id', 'schedule.mark-appointment');

-- Everybody's drafts, in the order of their writing. Few are unsigned at any time, however long the clinic has been here.
create index chart_note_unsigned on chart_note (clinic_id, written_at, note_id) where signed_at is null;
