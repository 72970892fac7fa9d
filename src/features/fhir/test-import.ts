import { afterAll, beforeAll, beforeEach } from 'vitest';
import { perform } from '#kernel/command.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries, type Member, one } from '#test/staff.ts';
import { kinds } from './contract.ts';
import { importBundle } from './import-bundle.ts';
import { subject } from './test-bundles.ts';

export let db: TestDatabase;
export let c: Clinic;

export const bring = (bundle: unknown, { file = 'file.json', who = c.ada }: { file?: string; who?: Member } = {}) =>
  perform(db.pool, who.caller, importBundle, { file, bundle });

export const tables = [
  'site',
  'clinic_user',
  'active_user',
  'site_assignment',
  'credentials',
  'user_role',
  'patient',
  'chart_note',
  'result',
  'result_line',
  'claim',
  'imported_resource',
] as const;

/** How many rows a clinic has of each table that an import could touch. */
export async function rowCounts(clinicId = c.id): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    counts[table] = Number(await one(db.owner, `select count(*) from ${table} where clinic_id = $1`, [clinicId]));
  }
  return counts;
}

export const rowsOf = async (sql: string, clinicId = c.id) =>
  (await db.owner.query(sql, [clinicId])).rows as Record<string, unknown>[];

export const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
export const nothing = Object.fromEntries(kinds.map((kind) => [kind, 0]));

export const report = {
  resourceType: 'DiagnosticReport',
  id: 'rep',
  status: 'final',
  code: { text: 'Iron' },
  subject,
  encounter: { reference: 'Encounter/enc' },
  issued: '2020-04-14T10:00:00-04:00',
};

export const claim = {
  resourceType: 'Claim',
  id: 'cla',
  status: 'active',
  created: '2020-04-14',
  patient: subject,
  provider: { reference: 'Practitioner/ada' },
  total: { value: 255.1, currency: 'CAD' },
};

/** For each test file of these. */
export function setUp(): void {
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    c = await clinic(db.owner);
  });
}
