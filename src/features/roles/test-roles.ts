import type { Client, Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { type Command, perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { answer } from '#kernel/query.ts';
import { arrange, type Clinic, entries, type Member, one } from '#test/staff.ts';
import type { PreviewRoleChange } from './contract.ts';
import { previewRoleChange } from './preview-role-change.ts';

/** Adds a role of the clinic's own that allows exactly this. */
export const madeRole = (owner: Client, c: Clinic, name: string, permissions: readonly string[]): Promise<Id<'role'>> =>
  arrange(owner, c.id, async () => {
    const insert = 'insert into role (clinic_id, name) values ($1, $2) returning role_id';
    const roleId = await one<Id<'role'>>(owner, insert, [c.id, name]);
    await owner.query('insert into role_permission select $1, $2, unnest($3::text[])', [c.id, roleId, permissions]);
    return roleId;
  });

export const give = (owner: Client, c: Clinic, { id }: Member, roleId: Id<'role'>) =>
  arrange(owner, c.id, () => owner.query('insert into user_role values ($1, $2, $3)', [c.id, id, roleId]));

/** Takes away every role, and gives these. */
export const giveOnly = (owner: Client, c: Clinic, { id }: Member, ...roleIds: readonly Id<'role'>[]) =>
  arrange(owner, c.id, async () => {
    await owner.query('delete from user_role where clinic_id = $1 and user_id = $2', [c.id, id]);
    await owner.query('insert into user_role select $1, $2, unnest($3::uuid[])', [c.id, id, roleIds]);
  });

/** What each user holds, as the database says it now. */
export async function heldBy(owner: Client, c: Clinic): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await owner.query<{ id: string; held: string[] }>(
    `select u.user_id as id, array(select distinct h.permission from held_permission h join permission p using (permission)
                                    where h.clinic_id = u.clinic_id and h.user_id = u.user_id and p.offered) as held
       from clinic_user u where u.clinic_id = $1`,
    [c.id],
  );
  return new Map(rows.map(({ id, held }) => [id, new Set(held)]));
}

/** The hash of what this change would come to, as the page has it from the preview; none where that is refused. */
export const hashOf = (pool: Pool, by: Member, change: Input<typeof PreviewRoleChange>): Promise<string> =>
  answer(pool, by.caller, previewRoleChange, change).then(
    ({ changeHash }) => changeHash,
    () => '',
  );

/** Performs a command as this member and answers with what it was refused with; its entry says the same. */
export async function refusedWith(
  { pool, owner }: { readonly pool: Pool; readonly owner: Client },
  c: Clinic,
  by: Member,
  asked: Command,
  input: object,
): Promise<string> {
  const said = await perform(pool, by.caller, asked, input as never).then(
    () => 'done',
    (error: Error) => error.message,
  );
  const last = (await entries(owner, c.id)).at(-1);
  if (last?.outcome !== 'refused' || last.reason !== said || last.action !== asked.operation.name) {
    throw new Error(`${said}, but the log says ${JSON.stringify(last)}`);
  }
  return said;
}

/** As if the clinic had stood for a year as it stands now. */
export const agedByAYear = (owner: Client, c: Clinic) =>
  arrange(owner, c.id, async () => {
    const tables = [
      'role',
      'role_permission',
      'user_role',
      'site_assignment',
      'active_user',
      'clinic_user',
      'credentials',
    ];
    for (const table of tables) {
      await owner.query(
        `update ${table}_history set during = tstzrange(lower(during) - interval '1 year', null) where clinic_id = $1`,
        [c.id],
      );
    }
    await owner.query(
      `update permission_history set during = tstzrange(now() - interval '3 years', null) where upper_inf(during) and lower(during) > now() - interval '2 years'`,
    );
  });

/** A day of the clinic's calendar, so many days from today. */
export const dayFromNow = (owner: Client, days: number): Promise<string> =>
  one(owner, `select ((now() at time zone 'America/Vancouver')::date + $1::int)::text`, [days]);
