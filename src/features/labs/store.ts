import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { localTime, personOf, stepsOf } from '../work/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Integration } from './contract.ts';
import type { Report } from './hl7/reports.ts';
import type { FateRow } from './messages-told.ts';

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

/** Every connection, for a file. */
export const allIntegrations = sql<{
  name: string;
  laboratory: string;
  account: string;
  running: boolean;
  author: string;
  holder: string;
  cameFrom: string | null;
  setUp: string;
  received: string | null;
}>`
  select w.name, w.laboratory, w.account, w.running, ${personOf('author_id')} ->> 'name' as author,
         ${personOf('holder_id')} ->> 'name' as holder, ${personOf('came_from_id')} ->> 'name' as "cameFrom",
         ${localTime('set_up_at')} as "setUp", ${localTime('last_received_at')} as received
    from lab_integration w order by lower(w.name)`;

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

/** Holds a connection that receives something, until the transaction ends. @throws {Refusal} `work/not-found`, `labs/integration-stopped` */
export async function findRunning(tx: Tx, integrationId: Id<'integration'>): Promise<void> {
  const { rows } = await sql<{ running: boolean }>`
    select running from lab_integration where integration_id = ${integrationId} for key share`.execute(tx);
  if (!rows[0]) throw new Refusal('work/not-found');
  if (!rows[0].running) throw new Refusal('labs/integration-stopped');
}

/** Reports as the functions of the database take them, each with its place. */
const asRows = (reports: readonly Report[]): string =>
  JSON.stringify(
    reports.map(({ key, patient, orderer, issuedAt, sentAt, groups }, n) => ({
      n,
      key,
      ...patient,
      ordererNumbers: orderer.numbers,
      ordererName: orderer.name,
      issuedAt,
      sentAt,
      groups,
    })),
  );

export async function previewReports(tx: Tx, reports: readonly Report[]): Promise<FateRow[]> {
  const { rows } = await sql<FateRow>`select * from preview_lab_reports(${asRows(reports)}::jsonb)`.execute(tx);
  return rows;
}

export interface Filed extends FateRow {
  /** Nobody holds it. */
  readonly pooled: boolean;
  /** It came for somebody who has left. */
  readonly arrived: boolean;
}

export async function fileReports(
  tx: Tx,
  integrationId: Id<'integration'>,
  reports: readonly Report[],
): Promise<Filed[]> {
  const { rows } = await sql<Filed>`
    select * from file_lab_reports(${integrationId}, ${asRows(reports)}::jsonb)`.execute(tx);
  return rows;
}
