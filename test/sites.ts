import type { Client } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { arrange, type Clinic, type Member, one } from './staff.ts';

/** One more open site, with these users assigned to it too. */
export const anotherSite = (
  owner: Client,
  { id }: Pick<Clinic, 'id'>,
  { name = 'Fernhill', shortName = 'FH', users = [] as readonly Member[] } = {},
): Promise<Id<'site'>> =>
  arrange(owner, id, async () => {
    const siteId = await one<Id<'site'>>(
      owner,
      'insert into site (clinic_id, name, short_name) values ($1, $2, $3) returning site_id',
      [id, name, shortName],
    );
    await owner.query('insert into site_assignment select $1, unnest($2::uuid[]), $3', [
      id,
      users.map((user) => user.id),
      siteId,
    ]);
    return siteId;
  });
