import type { Client, Pool } from 'pg';
import { Type } from 'typebox';
import { command, type Command, perform } from '#kernel/command.ts';
import { operation } from '#kernel/contract.ts';
import type { Mode, Tx } from '#kernel/db.ts';
import { answer } from '#kernel/query.ts';
import type { PlanRule } from '#features/handover/contract.ts';
import { deactivateUser } from '#features/handover/deactivate-user.ts';
import { previewDeactivation } from '#features/handover/preview-deactivation.ts';
import { arrange, type Clinic, type Member, PASSWORD } from './staff.ts';

/** How something ended, in a word: `done`, or what it was refused with. */
export const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );

export const makeAdministrator = (owner: Client, { id, roles }: Clinic, who: Member) =>
  arrange(owner, id, () => owner.query('insert into user_role values ($1, $2, $3)', [id, who.id, roles.admin]));

export const previewed = (pool: Pool, by: Member, leaver: Member, plan: PlanRule[] = []) =>
  answer(pool, by.caller, previewDeactivation, { userId: leaver.id, plan });

/** A deactivation that has been looked at and only needs to be asked for. */
export async function ready(pool: Pool, by: Member, leaver: Member, plan: PlanRule[] = []) {
  const { planHash } = await previewed(pool, by, leaver, plan);
  const input = { userId: leaver.id, plan, planHash, reason: 'left' };
  return () => perform(pool, by.caller, deactivateUser, input, { password: PASSWORD });
}

/** A command of a doctor that does what it is given to do. */
export const doing = (work: (tx: Tx) => Promise<unknown>, mode: Exclude<Mode, 'read'> = 'write'): Command =>
  command(
    operation({
      name: 'tasks.add-task',
      says: 'A made-up command.',
      method: 'POST',
      path: '/made-up',
      input: Type.Object({}),
      output: Type.Object({}),
      refusals: [],
    }),
    async (tx) => {
      await work(tx);
      return { output: {}, audit: {} };
    },
    mode,
  );
