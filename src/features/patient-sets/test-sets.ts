import type { Client } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { arrange, type Clinic, one } from '#test/staff.ts';
import type { Terms } from './contract.ts';

/** Terms that are nothing special. */
export const terms: Terms = {
  reason: 'own family',
  endsOn: null,
  reviewOn: null,
  masterFileOpen: false,
  emergencyAllowed: true,
  patientRequest: false,
};

/** A set of these patients, as the report saves one, made by Ada. */
export const makeSet = (
  owner: Client,
  { id, ada }: Clinic,
  name: string,
  patientIds: readonly Id<'patient'>[],
): Promise<Id<'set'>> =>
  arrange(owner, id, async () => {
    const setId = await one<Id<'set'>>(
      owner,
      'insert into patient_set (clinic_id, name, made_by_id) values ($1, $2, $3) returning set_id',
      [id, name, ada.id],
    );
    await owner.query('insert into patient_set_member select $1, $2, unnest($3::uuid[])', [id, setId, patientIds]);
    await owner.query(
      `insert into patient_set_version (clinic_id, set_id, number, made_by_id, members, joined, departed) values ($1, $2, 1, $3, $4, $4, 0)`,
      [id, setId, ada.id, patientIds.length],
    );
    return setId;
  });

/** A live block of a set on a user, laid by Ada. */
export const layOn = (owner: Client, { id, ada }: Clinic, setId: Id<'set'>, userId: Id<'user'>): Promise<Id<'block'>> =>
  arrange(owner, id, () =>
    one<Id<'block'>>(
      owner,
      `insert into chart_block (clinic_id, set_id, user_id, laid_by_id, reason, emergency_allowed) values ($1, $2, $3, $4, 'own family', true) returning block_id`,
      [id, setId, userId, ada.id],
    ),
  );
