import type { Client } from 'pg';
import { arrange } from '#test/staff.ts';

/** An entry as a test wants it; the database numbers it. */
interface Written {
  readonly at: string;
  readonly actorId?: string | null;
  readonly onBehalfOfId?: string;
  readonly action: string;
  readonly outcome?: 'done' | 'refused';
  readonly subjectUserId?: string;
  readonly patientId?: string;
  readonly reason?: string;
  readonly origin?: string;
  readonly facts?: Record<string, unknown>;
}

/** Writes entries as the owner, each at its own time; answers their numbers in that order. */
export const writeEntries = (owner: Client, clinicId: string, wanted: readonly Written[]): Promise<number[]> =>
  arrange(owner, clinicId, async () => {
    const numbers: number[] = [];
    for (const one of wanted) {
      const { rows } = await owner.query<{ entry_id: string }>(
        `insert into audit_entry (clinic_id, at, actor_id, action, outcome, subject_user_id, patient_id, reason, origin, facts, on_behalf_of_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning entry_id`,
        [
          clinicId,
          one.at,
          one.actorId ?? null,
          one.action,
          one.outcome ?? 'done',
          one.subjectUserId,
          one.patientId,
          one.reason,
          one.origin,
          one.facts ?? {},
          one.onBehalfOfId,
        ],
      );
      numbers.push(Number(rows[0]?.entry_id));
    }
    return numbers;
  });
