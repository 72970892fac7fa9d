-- 0050  What an undo gives back is asked once more of the row itself: somebody may finish it while the undo waits for it.
set search_path = custodian;

-- As in 0029, but for `untouched`, which holds over `w` and the ledger's `h` and `l`.
create or replace function take_back_work(in_kind text, ledger uuid) returns int
  language plpgsql security definer set search_path = custodian, pg_temp as $$
declare
  k work_kind;
  items int;
begin
  perform only_with('handover.undo-hand-over');
  select * into strict k from work_kind w where w.kind = in_kind;
  execute format('
    with mine as materialized (select h.item_id, l.leaver_id, h.successor_id %1$s),
    back as (
      update %2$s w set holder_id = m.leaver_id, came_from_id = m.successor_id
        from mine m join handover_item h on h.clinic_id = %3$L and h.handover_id = %5$L and h.kind = %6$L and h.item_id = m.item_id
             join handover l on l.clinic_id = h.clinic_id and l.handover_id = h.handover_id
       where w.clinic_id = %3$L and w.%4$I = m.item_id and w.holder_id is not distinct from m.successor_id and %7$s
      returning w.%4$I as item_id)
    update handover_item h set undone_at = now() from back
     where h.clinic_id = %3$L and h.handover_id = %5$L and h.kind = %6$L and h.item_id = back.item_id',
    untouched_work(k, current_clinic(), ledger), k.target, current_clinic(), k.id, ledger, in_kind, k.untouched);
  get diagnostics items = row_count;
  return items;
end $$;
