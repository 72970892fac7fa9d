import type { Client } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { TestDatabase } from '#test/database.ts';
import { arrange, type Clinic, type Member, PASSWORD, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { beginAccess } from './begin-access.ts';
import type { ReasonKind } from './contract.ts';

export const WHY = 'Lab called with a potassium of 6.4.';

/** A patient who is closed to Cy by a block of Ada's that allows emergency access, and one who is open. */
export async function closedToCy(owner: Client, c: Clinic): Promise<{ shut: Id<'patient'>; free: Id<'patient'> }> {
  const [shut, free] = await patients(owner, c.id, ['Pratt, Quillon', 'Berg, Lou']);
  if (!shut || !free) throw new Error('no patients');
  await block(owner, c, c.cy.id, [shut], { layer: c.ada.id, emergency: true });
  return { shut, free };
}

/** Opens a closed record as somebody does who has a reason. */
export const begin = (
  db: TestDatabase,
  who: Member,
  patientId: Id<'patient'>,
  { kind = 'urgent-result', reason = WHY, hours }: Partial<{ kind: ReasonKind; reason: string; hours: number }> = {},
) =>
  perform(
    db.pool,
    who.caller,
    beginAccess,
    { patientId, kind, reason, ...(hours === undefined ? {} : { hours }) },
    { password: PASSWORD },
  );

/** Changes the clinic's settings as if by an administrator. */
export const setClinic = (owner: Client, c: Clinic, set: string) =>
  arrange(owner, c.id, () => owner.query(`update clinic set ${set} where clinic_id = $1`, [c.id]));
