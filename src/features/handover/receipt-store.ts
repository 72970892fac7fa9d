import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import type { Counted } from './store.ts';
import type { How } from './work-kind.ts';

interface PersonRow {
  readonly userId: Id<'user'>;
  readonly name: string;
  readonly deactivated: boolean;
}

const person = (user: string) => sql<PersonRow>`
  (select jsonb_build_object('userId', p.user_id, 'name', p.first_name || ' ' || p.last_name,
                             'deactivated', not exists (select from active_user a where a.clinic_id = p.clinic_id and a.user_id = p.user_id))
     from clinic_user p where p.clinic_id = h.clinic_id and p.user_id = ${sql.ref(user)})`;

export async function readHandover(tx: Tx, handoverId: Id<'handover'>) {
  const { rows } = await sql<{
    at: string;
    reason: string;
    sessionsEnded: number;
    counted: Counted;
    leaver: PersonRow;
    actor: PersonRow;
  }>`
    select h.at, h.reason, h.sessions_ended as "sessionsEnded", h.counted,
           ${person('h.leaver_id')} as leaver, ${person('h.actor_id')} as actor
      from handover h where h.handover_id = ${handoverId}`.execute(tx);
  return rows[0];
}

/** What moved to whom, counted from the ledger. */
export async function ledgerLines(tx: Tx, handoverId: Id<'handover'>) {
  const { rows } = await sql<{ kind: string; disposition: How; successor: PersonRow | null; items: number }>`
    select h.kind, h.disposition, ${person('h.successor_id')} as successor, h.items
      from (select clinic_id, kind, disposition, successor_id, count(*)::int as items from handover_item
             where handover_id = ${handoverId} group by 1, 2, 3, 4) h
     order by h.kind, h.disposition, h.items desc`.execute(tx);
  return rows;
}

interface ReceiptItem {
  readonly kind: string;
  readonly itemId: string;
  readonly disposition: How;
  readonly successor: string | null;
}

export async function ledgerItems(
  tx: Tx,
  handoverId: Id<'handover'>,
  beyond: readonly unknown[] | undefined,
  most: number,
) {
  const { rows } = await sql<ReceiptItem>`
    select i.kind, i.item_id as "itemId", i.disposition, s.first_name || ' ' || s.last_name as successor
      from handover_item i left join clinic_user s on s.clinic_id = i.clinic_id and s.user_id = i.successor_id
     where i.handover_id = ${handoverId}
       and ${beyond ? sql`(i.kind, i.item_id) > (${beyond[0]}, ${beyond[1]}::uuid)` : sql`true`}
     order by i.kind, i.item_id limit ${most}`.execute(tx);
  return rows;
}

export async function lastDeparture(tx: Tx, userId: Id<'user'>) {
  const { rows } = await sql<{
    handoverId: Id<'handover'>;
    at: string;
    byName: string;
    reason: string;
    roles: { roleId: Id<'role'>; name: string }[];
    sites: { siteId: Id<'site'>; name: string }[];
  }>`
    select h.handover_id as "handoverId", h.at, u.first_name || ' ' || u.last_name as "byName", h.reason,
           coalesce((select jsonb_agg(jsonb_build_object('roleId', r.role_id, 'name', r.name) order by r.name) from role r
                      where r.clinic_id = h.clinic_id and r.role_id = any(h.former_roles)), '[]') as roles,
           coalesce((select jsonb_agg(jsonb_build_object('siteId', s.site_id, 'name', s.name) order by s.name) from site s
                      where s.clinic_id = h.clinic_id and s.site_id = any(h.former_sites) and s.closed_at is null), '[]') as sites
      from handover h join clinic_user u on u.clinic_id = h.clinic_id and u.user_id = h.actor_id
     where h.leaver_id = ${userId} order by h.at desc limit 1`.execute(tx);
  return rows[0];
}
