import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { acknowledgeResult } from './acknowledge-result.ts';
import type { Folder } from './contract.ts';
import { listResults } from './list-results.ts';
import { readResult } from './read-result.ts';

export let db: TestDatabase;
export let c: Clinic;
export let greaves: Id<'patient'>;
export let tolland: Id<'patient'>;

interface Arranged {
  readonly title: string;
  readonly holder?: Member | null;
  readonly orderer?: Member;
  readonly cameFrom?: Member;
  readonly patientId?: Id<'patient'>;
  readonly issuedAt?: string;
  readonly abnormal?: boolean;
}

const NEVER = '2026-01-01T00:00:00.000001Z';

export const result = ({ title, holder = c.bo, orderer = c.bo, cameFrom, ...more }: Arranged): Promise<Id<'result'>> =>
  arrange(db.owner, c.id, async () => {
    const { patientId = greaves, issuedAt = NEVER, abnormal = false } = more;
    const id = await one<Id<'result'>>(
      db.owner,
      `insert into result (clinic_id, patient_id, orderer_id, holder_id, came_from_id, title, issued_at, abnormal, conclusion)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'Low iron') returning result_id`,
      [c.id, patientId, orderer.id, holder?.id ?? null, cameFrom?.id ?? null, title, issuedAt, abnormal],
    );
    await db.owner.query(
      `insert into result_line (clinic_id, result_id, line, patient_id, name, value, unit, reference_range, abnormal)
       values ($1, $2, 2, $3, 'Haemoglobin', '141', 'g/L', '135–175', false), ($1, $2, 1, $3, 'Ferritin', '11', 'µg/L', '30–300', true)`,
      [c.id, id, patientId],
    );
    return id;
  });

export const list = (folder: Folder, who: Member = c.bo, more: { patientId?: Id<'patient'>; after?: string } = {}) =>
  answer(db.pool, who.caller, listResults, { folder, ...more });

export const titles = async (...asked: Parameters<typeof list>) =>
  (await list(...asked)).results.map(({ title }) => title);

export const read = (resultId: Id<'result'>, who: Member = c.bo) =>
  perform(db.pool, who.caller, readResult, { resultId });

export const acknowledge = (resultId: Id<'result'>, who: Member = c.bo) =>
  perform(db.pool, who.caller, acknowledgeResult, { resultId });

export const row = async (resultId: Id<'result'>) =>
  (await db.owner.query('select * from result where result_id = $1', [resultId])).rows[0] as Record<string, unknown>;

export const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
export const personOf = ({ id }: Member, name: string, deactivated = false) => ({ userId: id, name, deactivated });

/** For each test file of these. */
export function setUp(): void {
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    c = await clinic(db.owner);
    [greaves, tolland] = (await patients(db.owner, c.id, ['Greaves, Anselm', 'Tolland, Emeric'])) as [
      Id<'patient'>,
      Id<'patient'>,
    ];
  });
}
