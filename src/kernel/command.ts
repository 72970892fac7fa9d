import type { Pool, PoolClient } from 'pg';
import type { TObject, TSchema } from 'typebox';
import type { Id } from './brand.ts';
import { confirm, confirmed } from './confirm.ts';
import { type Input, needsOf, type Operation, type Output } from './contract.ts';
import {
  type Caller,
  commit,
  lend,
  type Mode,
  type Passage,
  passage,
  quietly,
  refusedEntry,
  seen,
  type Tx,
  withPatience,
} from './db.ts';
import { refusalOf } from './database-refusal.ts';
import { Refusal } from './refusal.ts';
import { answeredBefore, keepAnswer, type RequestKey } from './request-key.ts';
import { type Content, streamed } from './stream.ts';

/** What is recorded of an act, besides who, when, which, from where and how it ended. */
export interface AuditFacts {
  readonly subjectUserId?: Id<'user'> | undefined;
  /** Who is away, where the actor covers for them. */
  readonly onBehalfOfId?: Id<'user'> | undefined;
  readonly patientId?: Id<'patient'> | null | undefined;
  readonly reason?: string | undefined;
  /** `before` and `after` where something changed; never a secret, never a chart's words. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** What a command hands back: the answer for the caller, and the record of what was done. */
export interface Done<O> {
  readonly output: O;
  readonly audit: AuditFacts;
  /** Parts of the answer that are handed out once: not kept with it, and not there when the same request comes again. */
  readonly once?: Partial<O>;
  /** What the actor's browser keeps of its session from now on. */
  readonly session?: string;
  /** The content of a file that `output` names: read while it is sent, once the entry is committed. */
  readonly content?: (tx: Tx) => Content;
}

/** What a command has answered, for whoever carries it to the caller. */
export interface Performed<O> {
  readonly output: O;
  readonly session?: string | undefined;
}

export interface Command<I extends TObject = TObject, O extends TSchema = TSchema> {
  readonly operation: Operation<I, O>;
  readonly mode: Mode;
  /** What the entry says, where that is known before anything is done: it then travels ahead of the first statement. */
  readonly foretold?: (input: Input<Operation<I, O>>) => AuditFacts;
  run(tx: Tx, actor: Caller, input: Input<Operation<I, O>>): Promise<Done<Output<Operation<I, O>>>>;
}

/** Binds an operation to the function that carries it out. `'roster'` for whoever changes who is active or permitted. */
export const command = <I extends TObject, O extends TSchema>(
  operation: Operation<I, O>,
  run: Command<I, O>['run'],
  mode: 'write' | 'roster' = 'write',
): Command<I, O> => ({ operation, mode, run });

/**
 * Binds an operation that only looks to the function that answers it. Of a look the entry is known from what is asked:
 * it is written before the look, and undone with it where that is refused.
 */
export const look = <I extends TObject, O extends TSchema>(
  operation: Operation<I, O>,
  foretold: (input: Input<Operation<I, O>>) => AuditFacts,
  answer: (tx: Tx, actor: Caller, input: Input<Operation<I, O>>) => Promise<Output<Operation<I, O>>>,
): Command<I, O> => ({
  operation,
  mode: 'write',
  foretold,
  run: async (tx, actor, input) => ({ output: await answer(tx, actor, input), audit: foretold(input) }),
});

/** What may travel beside a command's input. */
export interface Beside {
  /** The actor's password, for sensitive operations. */
  readonly password?: string | undefined;
  /** What the client calls this request, so that sending it twice does it once. */
  readonly key?: string | undefined;
}

/**
 * Carries out one command: one transaction, one audit entry. A refusal undoes what the
 * command did and is recorded in a transaction of its own. The command's first statement
 * travels with the entering; if that fails, nothing the command did or said counts.
 *
 * @throws {Refusal} `session/ended`, `session/limited`, `actor/not-permitted`, `confirmation/…`, `request/key-reused`,
 *   or a code that the operation lists.
 */
export async function carryOut<I extends TObject, O extends TSchema>(
  pool: Pool,
  caller: Caller,
  asked: Command<I, O>,
  input: Input<Operation<I, O>>,
  { password, key }: Beside = {},
): Promise<Performed<Output<Operation<I, O>>>> {
  const { operation, mode } = asked;
  if (operation.sensitive) await confirm(pool, caller, { action: operation.name, ...onWhom(input) }, password);
  const client = withPatience(await pool.connect(), operation.patienceSeconds);
  let broken: Error | undefined;
  try {
    const way = passage(client, caller, mode, needsOf(operation));
    const { tx, close } = lend(client, way.open);
    // A file is made while it is sent and kept nowhere: asked for again, it is made again, with an entry of its own.
    const request: RequestKey | undefined =
      key && !operation.files ? { key, action: operation.name, input } : undefined;
    const work = async () => {
      if (request) void way.open();
      const before = request && (await answeredBefore(client, caller, request));
      if (before) return { before };
      const written = asked.foretold && ahead(way, client, caller, operation.name, asked.foretold(input));
      return { done: await asked.run(tx, caller, input), written };
    };
    const [worked] = await Promise.allSettled([work()]);
    close();
    const entry = await way.open();
    seen(pool, caller, entry);
    const refused = (refusal: Refusal) => recordRefusal(client, caller, operation.name, { refusal, input });
    const barred = refusedEntry(entry, operation.name);
    if (barred) throw await refused(barred);
    if (worked.status === 'rejected') throw (await refusalRecorded(worked.reason, refused)) ?? worked.reason;
    if (worked.value.before) {
      await commit(client);
      return { output: worked.value.before.output as Output<Operation<I, O>> };
    }
    const { output, audit, once, session, content } = worked.value.done as Done<Output<Operation<I, O>>>;
    // Sent at once and in this order: nothing may come between them and the commit.
    await allSent([
      ...(request ? [keepAnswer(client, caller, request, { output, patientId: audit.patientId })] : []),
      ...(operation.sensitive ? [confirmed(client, caller)] : []),
      worked.value.written ?? record(client, caller, operation.name, 'done', audit),
      commit(client),
    ]);
    const sent = content && { content: streamed({ pool, caller, needs: needsOf(operation) }, content) };
    return { output: once || sent ? { ...output, ...once, ...sent } : output, session };
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost;
    });
    throw refusalOf(error) ?? error;
  } finally {
    client.release(broken);
  }
}

/** As `carryOut`, for whoever has no browser to hand a session to. */
export const perform = async <I extends TObject, O extends TSchema>(
  pool: Pool,
  caller: Caller,
  asked: Command<I, O>,
  input: Input<Operation<I, O>>,
  beside: Beside = {},
): Promise<Output<Operation<I, O>>> => (await carryOut(pool, caller, asked, input, beside)).output;

/** Waits for every statement of a flight, and fails with the first that failed: the others only follow it. */
async function allSent(flight: readonly Promise<unknown>[]): Promise<void> {
  for (const one of await Promise.allSettled(flight)) if (one.status === 'rejected') throw one.reason;
}

async function refusalRecorded(error: unknown, refused: (refusal: Refusal) => Promise<Refusal>) {
  const refusal = refusalOf(error);
  return refusal && refused(refusal);
}

/** Whom it is about stands in what is asked, under the same names in every contract. */
function onWhom(input: object): Pick<AuditFacts, 'subjectUserId' | 'patientId'> {
  const { userId: subjectUserId, patientId } = input as { userId?: Id<'user'>; patientId?: Id<'patient'> };
  return { subjectUserId, patientId };
}

const IDENTITY = `select set_config('custodian.clinic', $1, true), set_config('custodian.actor', $2, true)`;

/** Undoes what the command did, keeps the entry of the refusal, and hands the refusal back. */
async function recordRefusal(
  client: PoolClient,
  caller: Caller,
  action: string,
  { refusal, input }: { readonly refusal: Refusal; readonly input: object },
): Promise<Refusal> {
  const { code: reason, facts } = refusal;
  const { subjectUserId, patientId } = onWhom(input);
  await allSent([
    client.query('rollback'),
    client.query('begin'),
    client.query(IDENTITY, [caller.clinicId, caller.id]),
    record(client, caller, action, 'refused', { subjectUserId, patientId, reason, facts }),
    commit(client),
  ]);
  return refusal;
}

const RECORD = `insert into audit_entry (clinic_id, actor_id, action, outcome, subject_user_id, patient_id, reason, origin, facts, on_behalf_of_id)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

/** Writes the entry behind the entering, in the same flight; that it failed, the commit's flight says. */
function ahead(way: Passage, client: PoolClient, caller: Caller, action: string, audit: AuditFacts): Promise<unknown> {
  void way.open();
  const written = record(client, caller, action, 'done', audit);
  quietly(written);
  return written;
}

/** Writes the transaction's one entry, in the actor's name. */
const record = (client: PoolClient, caller: Caller, action: string, outcome: string, audit: AuditFacts) => {
  const { subjectUserId = null, patientId = null, reason = null, facts = {}, onBehalfOfId = null } = audit;
  const { clinicId, id, origin } = caller;
  const about = [subjectUserId, patientId, reason, origin, JSON.stringify(facts), onBehalfOfId];
  const values = [clinicId, id, action, outcome, ...about];
  return client.query({ name: 'record', text: RECORD, values });
};
