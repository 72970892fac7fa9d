import type { Pool } from 'pg';
import type { TObject, TSchema } from 'typebox';
import type { Input, Operation, Output } from './contract.ts';

/** What is known of a visitor who is nobody yet. */
export interface Visit {
  /** The host name the browser asked for, without the port. */
  readonly host: string;
  readonly origin: string;
  /** The address that the browser is at, `https://emr.clinic.example`, as far as its request says so. */
  readonly address: string;
  /** The address of the pages where the server has been told it; it counts more than what requests say. */
  readonly publicUrl: string | undefined;
  readonly agent: string;
  /** SHA-256 of the session's secret that the browser keeps from before, if it keeps one. */
  readonly tokenHash: Buffer | undefined;
}

/** An answer to somebody who is not acting; `session` is what their browser keeps from now on. */
export interface Opened<O> {
  readonly output: O;
  readonly session?: string;
}

/** An operation that needs no session: it sees nothing but what its definer functions hand out. */
export interface Door<I extends TObject = TObject, O extends TSchema = TSchema> {
  readonly operation: Operation<I, O>;
  run(pool: Pool, input: Input<Operation<I, O>>, visit: Visit): Promise<Opened<Output<Operation<I, O>>>>;
}

/** Binds a public operation to the function that answers it. */
export const door = <I extends TObject, O extends TSchema>(
  operation: Operation<I, O>,
  run: Door<I, O>['run'],
): Door<I, O> => ({ operation, run });
