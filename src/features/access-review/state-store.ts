import { sql } from 'kysely';
import type { State } from './contract.ts';

/** Everything a line’s state is read off: the line as `l`, its review as `r`, the user as `u` and, while active, as `a`. */
export const linesWithUsers = sql`access_review_line l join access_review r using (clinic_id, review_id)
  join clinic_user u on u.clinic_id = l.clinic_id and u.user_id = l.user_id
  left join active_user a on a.clinic_id = l.clinic_id and a.user_id = l.user_id`;

/** What has become of the user since: as things are now, or as they were when the review was closed. */
export const outcomeOf = sql<'deactivated' | 'locked' | null>`case
  when r.closed_at is not null then l.outcome
  when a.user_id is null then 'deactivated'
  when u.locked_at >= l.decided_at then 'locked' end`;

/** How a line stands. Whoever was handed to Deactivate is out once deactivated, or locked: no sign-in is left. */
export const stateOf = sql<State>`case
  when l.decision in ('confirmed', 'ended') then l.decision
  when l.decision = 'handed' then case when ${outcomeOf} is null then 'handed' else 'out' end
  when ${outcomeOf} = 'deactivated' then 'left'
  else 'undecided' end`;
