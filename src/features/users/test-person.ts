import type { Client } from 'pg';
import type { Id } from '#kernel/brand.ts';
import type { Input } from '#kernel/contract.ts';
import { arrange, type Clinic, one } from '#test/staff.ts';
import type { AddUser } from './contract.ts';

/** Secrets that are good enough. */
export const secrets = { password: 'Quay9street', passcode: '4821' };
/** Names that are nobody's yet. */
export const login = { username: 'msolheim', email: 'Maren@alder.example', expires: null, secrets };

/** Somebody new with everything filled in. */
export const maren = (c: Clinic): Input<typeof AddUser> => ({
  lastName: 'Solheim',
  firstName: 'Maren',
  type: 'doctor',
  speciality: 'Family medicine',
  address: '88 Fernhill Avenue',
  homePhone: '250-555-0187',
  workPhone: '250-555-0130',
  cellPhone: '250-555-0190',
  fax: '250-555-0131',
  contactEmail: 'maren@home.example',
  siteIds: [c.siteId],
  roleIds: [c.roles.doctor],
  login,
});

/** Adds a role of one's own that allows exactly this. */
export const roleThatMay = (
  owner: Client,
  c: Clinic,
  name: string,
  permissions: readonly string[],
): Promise<Id<'role'>> =>
  arrange(owner, c.id, async () => {
    const roleId = await one<Id<'role'>>(
      owner,
      'insert into role (clinic_id, name) values ($1, $2) returning role_id',
      [c.id, name],
    );
    await owner.query('insert into role_permission select $1, $2, unnest($3::text[])', [c.id, roleId, permissions]);
    return roleId;
  });

export const giveRole = (owner: Client, c: Clinic, userId: Id<'user'>, roleId: Id<'role'>) =>
  arrange(owner, c.id, () => owner.query('insert into user_role values ($1, $2, $3)', [c.id, userId, roleId]));

/** Ends somebody's activity, as a hand-over does when nothing is left to hand over. */
export const leave = (owner: Client, c: Clinic, userId: Id<'user'>) =>
  arrange(owner, c.id, () => owner.query('delete from active_user where user_id = $1', [userId]));

export const lockAway = (owner: Client, c: Clinic, userId: Id<'user'>) =>
  arrange(owner, c.id, () =>
    owner.query(`update clinic_user set locked_at = now(), locked_reason = 'badge lost' where user_id = $1`, [userId]),
  );
