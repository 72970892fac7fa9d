import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, one } from '#test/staff.ts';
import { importFhir } from './import-fhir.ts';

let db: TestDatabase;
let c: Clinic;
let folder: string;
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  folder = mkdtempSync(join(tmpdir(), 'custodian-import-'));
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
  const failed = await importFhir
    .run(words, () => undefined)
    .then(
      () => '',
      (error: Error) => error.message,
    );
  write.mockRestore();
  return { said, failed };
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, content instanceof Buffer || typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const npi = { system: 'http://hl7.org/fhir/sid/us-npi', value: '999' };
const bundle = (...resources: object[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

test('practitioners come before the patients who speak of them, whatever the files are called', async () => {
  const doctor = { resourceType: 'Practitioner', id: 'doc', identifier: [npi], name: [{ family: 'Zed' }] };
  const patient = { resourceType: 'Patient', id: 'pat', name: [{ family: 'Arroyo' }] };
  const report = {
    resourceType: 'DiagnosticReport',
    id: 'rep',
    status: 'final',
    code: { text: 'Iron' },
    subject: { reference: 'Patient/pat' },
    performer: [{ reference: `Practitioner?identifier=${npi.system}|${npi.value}` }],
  };
  const files = [
    file('a.json', bundle(patient, report, { resourceType: 'Goal' })),
    file('z.json', bundle(doctor, { resourceType: 'Location', id: 'here' })),
  ];
  const { said, failed } = await run(...files);
  expect(failed).toBe('');
  expect(said).toMatch(/looked through: 100 %\nimported: 0 %\nz\.json: added 1 practitioners.*; left out 1 Location\n/);
  expect(said).toMatch(
    /a\.json: added 1 patients, 1 results; known already nothing; left out 1 Goal\nimported: 100 %\n$/,
  );
  const holder = `select u.last_name from result r join clinic_user u on u.user_id = r.holder_id where r.clinic_id = $1`;
  expect(await one(db.owner, holder, [c.id])).toBe('Zed');
});

test('what is no bundle is refused by its name, and keeps no other file from being imported', async () => {
  mkdirSync(join(folder, 'folder'));
  const { said, failed } = await run(
    join(folder, '*.xyz'),
    join(folder, 'folder'),
    file('b.json', bundle({ resourceType: 'Patient', id: 'b', name: [{ family: 'Baum' }] })),
    file('latin.json', Buffer.from('{"a":"é"}', 'latin1')),
    file('twice.json', '{"a":1,"a":2}'),
  );
  expect(failed).toBe('4 of 5 files were refused; nothing of them was kept.');
  for (const sentence of [
    '*.xyz was not imported: there is no such file.',
    'folder was not imported: it is a folder; name the files in it.',
    'b.json: added 1 patients; known already nothing',
    'latin.json was not imported: line 1: is not UTF-8; save it as UTF-8.',
    'twice.json was not imported: line 1, column 8: names a property for the second time.',
  ]) {
    expect(said.split('\n')).toContain(sentence);
  }
});

test('a database that goes away ends it in one sentence, and no further file is tried', async () => {
  const files = ['g1.json', 'g2.json', 'g3.json'].map((name) =>
    file(name, bundle({ resourceType: 'Patient', id: name, name: [{ family: 'Gone' }] })),
  );
  await db.owner.query(`
    create function go_away() returns trigger language plpgsql security definer as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
    create trigger goes_away before insert on patient for each row when (new.last_name = 'Gone') execute function go_away()`);
  const { said, failed } = await run(...files);
  await db.owner.query('drop trigger goes_away on patient');
  expect(failed).toBe(
    'The database went away while g1.json was imported: nothing of that file was kept; 2 more files were not tried; start it and import the same files again; what has come already stays as it is.',
  );
  expect(said).not.toMatch(/g\d\.json/);
});

test('words that mean nothing are answered in a sentence', async () => {
  expect((await run()).failed).toMatch(/^Name the files: npm run custodian -- import-fhir FILE/);
  expect((await run('--bogus', 'x')).failed).toMatch(
    /^Unknown option '--bogus'[^]*npm run custodian -- import-fhir FILE/,
  );
});
