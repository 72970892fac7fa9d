-- 0046  What is to be thought of before a successor takes work stands at each item.
set search_path = custodian;

-- The items of one kind, longest waiting first: all, those of one rule (that fits them), or only where something stands against
-- them, or is to be thought of: `doubtful` are the successors of whom that is so, whatever the item.
drop function list_work(text, uuid, text[], jsonb, int, boolean, timestamptz, uuid, int);
create function list_work(in_kind text, holder uuid, blocking text[], rules jsonb, of_rule int, only_conflicts boolean, doubtful uuid[],
                          beyond timestamptz, beyond_id uuid, most int)
  returns table (item_id uuid, facet text, since timestamptz, rule int, successor uuid, conflict text)
  language plpgsql stable security definer set search_path = custodian, pg_temp set jit = off as $$
begin
  perform only_with('handover.preview-deactivation', 'handover.list-open-work');
  return query execute format('
    select p.item_id, p.facet, p.since, p.rule, p.successor, coalesce(p.passed, p.conflict) from (%s) p
     where ($1 is null or p.fits = $1)
       and (not $2 or coalesce(p.passed, p.conflict) is not null or p.successor = any($3))
       and ($4 is null or (p.since, p.item_id) > ($4, $5))
     order by p.since, p.item_id limit $6',
    placed_work(in_kind, current_clinic(), holder, blocking, rules, true)) using of_rule, only_conflicts, doubtful, beyond, beyond_id, most;
end $$;
