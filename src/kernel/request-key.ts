import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Id } from './brand.ts';
import type { Actor } from './db.ts';
import { Refusal } from './refusal.ts';

/** A request that its sender has given a name, so that asking twice does it once. */
export interface RequestKey {
  readonly key: string;
  readonly action: string;
  readonly input: unknown;
}

// A fast hash of a password would be a way around the slow one: what is secret stays out.
const isSecret = (name: string) => /^(new)?(password|passcode)$/i.test(name);

/**
 * What is asked, in one form: JSON says nothing by the order of an object's properties (RFC 8259), so another order
 * is the same request.
 */
export const canonical = ({ action, input }: Pick<RequestKey, 'action' | 'input'>): string =>
  JSON.stringify([action, input], (name, value: unknown) => {
    if (isSecret(name)) return undefined;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value;
  });
const digest = (request: RequestKey) => createHash('sha256').update(canonical(request)).digest();

const ONE_AT_A_TIME = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';
const BEFORE = 'select asked = $3 as same, output from answered_request where user_id = $1 and key = $2';
const KEEP = `insert into answered_request (clinic_id, user_id, key, action, asked, output, patient_id)
              select $1::uuid, $2::uuid, $3, $4, $5::bytea, $6::jsonb, $7::uuid where has_changed()`;

/**
 * The answer to an earlier request of the same key, if there was one. A second request that
 * comes while the first is under way waits for it.
 *
 * @throws {Refusal} `request/key-reused` when the key stood for another request.
 */
export async function answeredBefore(
  client: PoolClient,
  { id }: Actor,
  request: RequestKey,
): Promise<{ output: unknown } | undefined> {
  const [locked, found] = await Promise.allSettled([
    client.query(ONE_AT_A_TIME, [`${id} ${request.key}`]),
    client.query<{ same: boolean; output: unknown }>(BEFORE, [id, request.key, digest(request)]),
  ]);
  if (locked.status === 'rejected') throw locked.reason;
  if (found.status === 'rejected') throw found.reason;
  const [before] = found.value.rows;
  if (before && !before.same) throw new Refusal('request/key-reused');
  return before;
}

interface Answer {
  readonly output: unknown;
  readonly patientId: Id<'patient'> | null | undefined;
}

/**
 * Keeps the answer with the change it speaks of. Where nothing changed nothing is kept: asking
 * again looks again, through the blocks of that moment, and leaves its own entry.
 */
export function keepAnswer(client: PoolClient, { clinicId, id }: Actor, request: RequestKey, answer: Answer) {
  const { key, action } = request;
  const { output, patientId = null } = answer;
  return client.query(KEEP, [clinicId, id, key, action, digest(request), JSON.stringify(output), patientId]);
}
