import type { Pool } from 'pg';
import type { TObject, TSchema } from 'typebox';
import { type Input, needsOf, type Operation, type Output } from './contract.ts';
import { type Caller, reading, type Tx } from './db.ts';

export interface Query<I extends TObject = TObject, O extends TSchema = TSchema> {
  readonly operation: Operation<I, O>;
  run(tx: Tx, actor: Caller, input: Input<Operation<I, O>>): Promise<Output<Operation<I, O>>>;
}

/** Binds an operation to the function that answers it. */
export const query = <I extends TObject, O extends TSchema>(
  operation: Operation<I, O>,
  run: Query<I, O>['run'],
): Query<I, O> => ({ operation, run });

/**
 * Answers one query in a transaction that cannot write, and leaves no entry.
 *
 * @throws {Refusal} `session/ended`, `session/limited`, `actor/not-permitted`, or a code that the operation lists.
 */
export const answer = <I extends TObject, O extends TSchema>(
  pool: Pool,
  caller: Caller,
  asked: Query<I, O>,
  input: Input<Operation<I, O>>,
): Promise<Output<Operation<I, O>>> =>
  reading(pool, caller, needsOf(asked.operation), (tx) => asked.run(tx, caller, input));
