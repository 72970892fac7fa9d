import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { personOf, stepsOf } from '../work/public.ts';
import type { Integration } from './contract.ts';

/** Every connection by name, with who held it. There are a few of them in a clinic. */
export async function listIntegrations(tx: Tx): Promise<Integration[]> {
  const { rows } = await sql<Integration>`
    select w.integration_id as "integrationId", w.name, w.laboratory, w.account, w.running, w.set_up_at as "setUpAt",
           w.last_received_at as "lastReceivedAt", ${personOf('author_id')} as author, ${personOf('holder_id')} as holder,
           ${personOf('came_from_id')} as "cameFrom", w.version,
           ${stepsOf('lab_integration', 'integration_id')} as holders
      from lab_integration w order by lower(w.name)`.execute(tx);
  return rows;
}

/** A connection as the rules need it, held still until the transaction ends. */
export async function holdIntegration(tx: Tx, integrationId: Id<'integration'>) {
  const { rows } = await sql<Fields & { holderId: Id<'user'>; running: boolean; version: number }>`
    select holder_id as "holderId", name, laboratory, account, running, version
      from lab_integration where integration_id = ${integrationId} for no key update`.execute(tx);
  return rows[0];
}

interface Fields {
  readonly name: string;
  readonly laboratory: string;
  readonly account: string;
}
const columnsOf = ({ name, laboratory, account }: Fields) => ({
  name: name.trim(),
  laboratory: laboratory.trim(),
  account: account.trim(),
});

export const insertIntegration = (tx: Tx, { id, clinicId }: Actor, holderId: Id<'user'>, fields: Fields) =>
  tx
    .insertInto('lab_integration')
    .values({ clinic_id: clinicId, author_id: id, holder_id: holderId, ...columnsOf(fields) })
    .returning(['integration_id as integrationId', 'version'])
    .executeTakeFirstOrThrow();

export const updateIntegration = (tx: Tx, integrationId: Id<'integration'>, fields: Fields, running: boolean) =>
  tx
    .updateTable('lab_integration')
    .set({ ...columnsOf(fields), running })
    .where('integration_id', '=', integrationId)
    .returning(['integration_id as integrationId', 'version'])
    .executeTakeFirstOrThrow();

export const transfer = (tx: Tx, integrationId: Id<'integration'>, fromId: Id<'user'>, toId: Id<'user'>) =>
  tx
    .updateTable('lab_integration')
    .set({ holder_id: toId, came_from_id: fromId })
    .where('integration_id', '=', integrationId)
    .returning(['integration_id as integrationId', 'version'])
    .executeTakeFirstOrThrow();
