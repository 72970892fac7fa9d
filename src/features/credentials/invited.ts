import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { Refusal } from '#kernel/refusal.ts';
import { clinicAt } from '../clinics/public.ts';
import { findInvited, recordRefusedTry } from './invitation-store.ts';

/** Who comes by the link of an invitation, and for what. */
interface Way {
  readonly tokenHash: Buffer;
  readonly action: string;
  readonly origin: string;
}

/**
 * The clinic, and whom the link invites there. A try with a link that is good no more leaves an entry on its user.
 *
 * @throws {Refusal} `credentials/invitation-over`.
 */
export async function throughLink(pool: Pool, host: string, way: Way) {
  const clinic = await clinicAt(pool, host);
  if (!clinic) throw new Refusal('credentials/invitation-over');
  const { clinicId } = clinic;
  const invited = await findInvited(pool, clinicId, way.tokenHash);
  if (invited) return { clinicId, invited };
  await recordRefusedTry(pool, { clinicId, ...way });
  throw new Refusal('credentials/invitation-over');
}

/** Does what the link is for; a refusal leaves its entry on the user. */
export async function orRecorded(
  pool: Pool,
  way: Way & { readonly clinicId: Id<'clinic'> },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal) {
      const reason = error.code === 'credentials/invitation-over' ? undefined : error.code;
      await recordRefusedTry(pool, { ...way, ...(reason && { reason }) });
    }
    throw error;
  }
}
