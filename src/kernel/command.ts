import type { Pool, PoolClient } from 'pg';
import type { TObject, TSchema } from 'typebox';
import { type AuditFacts, entryOfLook, type EntryOfLook, onWhom, record } from './audit-entry.ts';
import { confirm, confirmed } from './confirm.ts';
import { type Input, needsOf, type Operation, type Output } from './contract.ts';
import { type Caller, commit, lend, type Mode, passage, refusedEntry, seen, type Tx, withPatience } from './db.ts';
import { refusalOf } from './database-refusal.ts';
import { Refusal } from './refusal.ts';
import { answeredBefore, keepAnswer, type RequestKey } from './request-key.ts';
import { type Content, streamed } from './stream.ts';

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

/** What a look has seen, or why it shows nothing; the entry says which already. */
export interface Looked<O> {
  readonly looked: O | Refusal;
}

/** What a command has answered, for whoever carries it to the caller. */
export interface Performed<O> {
  readonly output: O;
  readonly session?: string | undefined;
}

type Said<I extends TObject, O extends TSchema> = Output<Operation<I, O>>;
type Ending<O> = Done<O> | Looked<O>;

export interface Command<
  I extends TObject = TObject,
  O extends TSchema = TSchema,
  E extends Ending<Said<I, O>> = Ending<Said<I, O>>,
> {
  readonly operation: Operation<I, O>;
  readonly mode: Mode;
  /** Asked twice, it looks twice: nothing of what it shows is kept for a request that comes again. */
  readonly looks?: true;
  run(tx: Tx, actor: Caller, input: Input<Operation<I, O>>): Promise<E>;
}

/** Binds an operation to the function that carries it out. `'roster'` for whoever changes who is active or permitted. */
export const command = <I extends TObject, O extends TSchema>(
  operation: Operation<I, O>,
  run: Command<I, O, Done<Said<I, O>>>['run'],
  mode: 'write' | 'roster' = 'write',
): Command<I, O, Done<Said<I, O>>> => ({ operation, mode, run });

/**
 * Binds an operation that only looks to the function that answers it. There is nothing to undo: the statement that looks
 * writes the entry as well, whether it ends in an answer or in a refusal.
 */
export const look = <I extends TObject, O extends TSchema>(
  operation: Operation<I, O>,
  answer: (tx: Tx, entry: EntryOfLook, input: Input<Operation<I, O>>) => Promise<Said<I, O> | Refusal>,
): Command<I, O, Looked<Said<I, O>>> => ({
  operation,
  mode: 'write',
  looks: true,
  run: async (tx, actor, input) => ({ looked: await answer(tx, entryOfLook(actor, operation.name, input), input) }),
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
  let ended = false;
  try {
    const way = passage(client, caller, mode, needsOf(operation));
    const { tx, close } = lend(client, way.open);
    // A file is made while it is sent and kept nowhere: asked for again, it is made again, with an entry of its own.
    const request: RequestKey | undefined =
      key && !operation.files && !asked.looks ? { key, action: operation.name, input } : undefined;
    const work = async () => {
      if (request) void way.open();
      const before = request && (await answeredBefore(client, caller, request));
      if (before) return { before };
      return { done: await asked.run(tx, caller, input) };
    };
    const [worked] = await Promise.allSettled([work()]);
    close();
    const entry = await way.open();
    seen(pool, caller, entry);
    const refused = async (refusal: Refusal) => {
      await recordRefusal(client, caller, operation.name, { refusal, input });
      ended = true;
      return refusal;
    };
    const barred = refusedEntry(entry, operation.name);
    if (barred) throw await refused(barred);
    if (worked.status === 'rejected') throw (await refusalRecorded(worked.reason, refused)) ?? worked.reason;
    if (worked.value.before) {
      await commit(client);
      return { output: worked.value.before.output as Output<Operation<I, O>> };
    }
    const { done } = worked.value;
    if ('looked' in done) {
      await allSent([...(operation.sensitive ? [confirmed(client, caller)] : []), commit(client)]);
      ended = true;
      if (done.looked instanceof Refusal) throw done.looked;
      return { output: done.looked };
    }
    const { output, audit, once, session, content } = done;
    // Sent at once and in this order: nothing may come between them and the commit.
    await allSent([
      ...(request ? [keepAnswer(client, caller, request, { output, patientId: audit.patientId })] : []),
      ...(operation.sensitive ? [confirmed(client, caller)] : []),
      record(client, caller, operation.name, 'done', audit),
      commit(client),
    ]);
    const sent = content && { content: streamed({ pool, caller, needs: needsOf(operation) }, content) };
    return { output: once || sent ? { ...output, ...once, ...sent } : output, session };
  } catch (error) {
    if (!ended)
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

const IDENTITY = `select set_config('custodian.clinic', $1, true), set_config('custodian.actor', $2, true)`;

/** Undoes what the command did, and keeps the entry of the refusal. */
async function recordRefusal(
  client: PoolClient,
  caller: Caller,
  action: string,
  { refusal, input }: { readonly refusal: Refusal; readonly input: object },
): Promise<void> {
  const { code: reason, facts } = refusal;
  const { subjectUserId, patientId } = onWhom(input);
  await allSent([
    client.query('rollback'),
    client.query('begin'),
    client.query(IDENTITY, [caller.clinicId, caller.id]),
    record(client, caller, action, 'refused', { subjectUserId, patientId, reason, facts }),
    commit(client),
  ]);
}
