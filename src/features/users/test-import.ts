import { afterAll, beforeAll, beforeEach } from 'vitest';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one } from '#test/staff.ts';
import type { ImportUsers } from './import-contract.ts';
import { importUsers } from './import-users.ts';
import { previewImport } from './preview-import.ts';

export let db: TestDatabase;
export let c: Clinic;

export type Sheet = Pick<Input<typeof ImportUsers>, 'columns' | 'rows'>;

export const preview = (sheet: Sheet, by: Member = c.ada) => perform(db.pool, by.caller, previewImport, sheet);

export const send = (
  sheet: Sheet,
  more: Partial<Input<typeof ImportUsers>> & { planHash: string },
  by: Member = c.ada,
) => perform(db.pool, by.caller, importUsers, { ...sheet, ...more });

/** Previewed, then imported. */
export const bring = async (sheet: Sheet, by: Member = c.ada, onlyClean = false) =>
  send(sheet, { planHash: (await preview(sheet, by)).planHash, onlyClean }, by);

export const users = () =>
  one<number>(db.owner, 'select count(*) from clinic_user where clinic_id = $1', [c.id]).then(Number);

export const last = async () => (await entries(db.owner, c.id)).at(-1);

/** For each test file of these. */
export function setUp(): void {
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    c = await clinic(db.owner);
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic set province = 'BC' where clinic_id = $1`, [c.id]),
    );
  });
}
