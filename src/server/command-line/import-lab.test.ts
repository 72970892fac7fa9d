import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import { addIntegration } from '#features/labs/add-integration.ts';
import { message, PID } from '#features/labs/hl7/test-messages.ts';
import { perform } from '#kernel/command.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, one } from '#test/staff.ts';
import { importLab } from './import-lab.ts';

let db: TestDatabase;
let c: Clinic;
let folder: string;
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  folder = mkdtempSync(join(tmpdir(), 'custodian-labs-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await db.drop();
});
afterEach(() => vi.unstubAllEnvs());

/** What is said on standard error, and why it failed if it did. */
async function run(...words: string[]): Promise<{ said: string; failed: string }> {
  vi.stubEnv('DATABASE_URL', inject('cluster').replace('*', db.name));
  let said = '';
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  const failed = await importLab
    .run(words, () => undefined)
    .then(
      () => '',
      (error: Error) => error.message,
    );
  write.mockRestore();
  return { said, failed };
}

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const add = (name: string) =>
  perform(db.pool, c.ada.caller, addIntegration, { name, laboratory: 'Northmere', account: '', holderId: c.bo.id });

test('files are read in an administrator’s name; a broken one keeps no other from being read', async () => {
  expect((await run(file('a.hl7', message()))).failed).toBe('No lab integration is running. Add one first.');
  await add('Main');
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into patient (clinic_id, demographic_number, last_name, first_name, date_of_birth, birth_precision, health_number, health_province)
       values ($1, next_numbers('patient'), 'Greaves', 'Hollis', '1961-05-07', 'day', '9698658215', 'BC')`,
      [c.id],
    ),
  );
  const { said, failed } = await run(
    file('a.hl7', message() + message({ pid: PID.replace('9698658215', '9698658000') })),
    file('b.hl7', 'PK\u0003\u0004'),
    join(folder, 'none.hl7'),
    file('c.hl7', message()),
  );
  expect(failed).toBe('2 of 4 files were refused; nothing of them was kept.');
  for (const sentence of [
    'Importing 4 files in the name of Ada Lindqvist',
    'a.hl7: 1 new, 0 sent anew, 0 known already; 1 wait in the unassigned pool; 1 for nobody here (message 2): register the patient and read the file again',
    'b.hl7 was not read: has no MSH; it is no file of HL7 messages.',
    'none.hl7 was not read: there is no such file.',
    'c.hl7: 0 new, 0 sent anew, 1 known already',
  ])
    expect(said.split('\n')).toContain(sentence);
  expect(await one(db.owner, 'select count(*)::int from result where clinic_id = $1', [c.id])).toBe(1);
});

test('which connection is meant is said, where several run', async () => {
  await add('Second');
  const path = file('d.hl7', message());
  expect((await run(path)).failed).toBe(
    'There are several lab integrations. Say which: --integration NAME, one of "Main", "Second".',
  );
  expect((await run(path, '--integration', 'third')).failed).toBe('There is no lab integration third.');
  expect(await run(path, '--integration', 'second')).toMatchObject({ failed: '' });
  expect((await run()).failed).toMatch(/^Name the files: npm run custodian -- import-lab FILE/);
});
