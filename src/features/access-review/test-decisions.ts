import type { Client } from 'pg';
import { entries } from '#test/staff.ts';

/** Tries something and answers with what it was refused with, or `done`; the log says the same. */
export async function saidOf(owner: Client, clinicId: string, act: () => Promise<unknown>): Promise<string> {
  const said = await act().then(
    () => 'done',
    (error: Error) => error.message,
  );
  const last = (await entries(owner, clinicId)).at(-1);
  if (said !== 'done' && (last?.outcome !== 'refused' || last.reason !== said)) {
    throw new Error(`${said}, but the log says ${JSON.stringify(last)}`);
  }
  return said;
}
