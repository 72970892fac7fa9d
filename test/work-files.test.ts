// What lists of work hand out as files: as the list shows it, safe for spreadsheets, nothing of a closed record, with its entry.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportDraftNotes } from '#features/charts/export-draft-notes.ts';
import { exportClaims } from '#features/claims/export-claims.ts';
import { exportGroups } from '#features/inbox/export-groups.ts';
import { exportInbox } from '#features/inbox/export-inbox.ts';
import { exportIntegrations } from '#features/labs/export-integrations.ts';
import { exportLetters } from '#features/letters/export-letters.ts';
import { exportMrpPatients } from '#features/patients/export-mrp-patients.ts';
import { exportPrescriptions } from '#features/prescriptions/export-prescriptions.ts';
import { exportRecurring as exportRecurringQuestionnaires } from '#features/questionnaires/export-recurring.ts';
import { exportSent } from '#features/questionnaires/export-sent.ts';
import { exportResults } from '#features/results/export-results.ts';
import { exportPastVisits } from '#features/schedule/export-past-visits.ts';
import { exportConversations } from '#features/secure-messages/export-conversations.ts';
import { exportRules } from '#features/standing-rules/export-rules.ts';
import { exportRecurring as exportRecurringTasks } from '#features/tasks/export-recurring.ts';
import { exportTasks } from '#features/tasks/export-tasks.ts';
import { exportTypes } from '#features/tasks/export-types.ts';
import type { Id } from '#kernel/brand.ts';
import { type Command, perform } from '#kernel/command.ts';
import type { FileAnswer } from '#kernel/contract.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from './staff.ts';
import { block, openWork } from './work.ts';

const files: readonly (readonly [Command, Record<string, unknown>])[] = [
  [exportClaims, {}],
  [exportLetters, {}],
  [exportPrescriptions, {}],
  [exportRecurringQuestionnaires, {}],
  [exportSent, {}],
  [exportResults, {}],
  [exportPastVisits, {}],
  [exportConversations, {}],
  [exportRecurringTasks, {}],
  [exportTasks, { folder: 'mine' }],
  [exportDraftNotes, {}],
  [exportInbox, { folder: 'snoozed' }],
  [exportMrpPatients, {}],
  [exportGroups, {}],
  [exportTypes, {}],
  [exportIntegrations, {}],
  [exportRules, {}],
] as never;

const aboutNobody = [
  'inbox.export-groups',
  'tasks.export-types',
  'labs.export-integrations',
  'standing-rules.export-rules',
];

let db: TestDatabase;
let c: Clinic;
let chart: Id<'patient'>[];
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  chart = await patients(db.owner, c.id, ['=Arroyo, Pia', 'Hidden, Lou']);
  await openWork(db.owner, c, c.ada.id, chart);
  await openWork(db.owner, c, c.bo.id, chart);
  await block(db.owner, c, c.ada.id, chart.slice(1));
  // A past visit, whatever the hour.
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into appointment (clinic_id, patient_id, site_id, holder_id, starts_at, ends_at)
       select $1, unnest($2::uuid[]), $3, $4, now() - interval '2 days', now() - interval '47 hours'`,
      [c.id, chart, c.siteId, c.ada.id],
    ),
  );
});
afterAll(() => db.drop());

const read = async (command: Command, input: Record<string, unknown>, who: Member = c.ada) => {
  const { content } = (await perform(db.pool, who.caller, command, input as never)) as FileAnswer;
  let text = '';
  for await (const piece of content) text += String(piece);
  return text.replace('\uFEFF', '').split('\r\n').slice(0, -1);
};

test.each(files.map(([command, input]) => [command.operation.name, command, input] as const))(
  '%s',
  async (name, command, input) => {
    const [head = '', ...lines] = await read(command, input);
    expect(lines.length).toBeGreaterThan(0);
    const cells = (line: string) => line.replaceAll(/"[^"]*"/g, 'x').split(',').length;
    expect(lines.map(cells)).toEqual(lines.map(() => cells(head)));
    const text = lines.join('\n');
    // Nothing of a closed record, no cell that a spreadsheet would calculate.
    expect(text).not.toContain('Hidden');
    expect(text).not.toMatch(/(^|,|\n)=/);
    if (!aboutNobody.includes(name)) expect(text).toContain(name === 'tasks.export-tasks' ? 'Arroyo' : `'=Arroyo`);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ actor_id: c.ada.id, action: name, outcome: 'done' });
    await expect(read(command, input, c.bo)).rejects.toThrow('actor/not-permitted');
  },
);

test('the filters of the page hold for the file', async () => {
  expect(await read(exportLetters as never, { to: '2000-01-01' })).toHaveLength(1);
  expect(await read(exportClaims as never, { folder: 'all', to: '1900-01-01' })).toHaveLength(1);
  expect((await read(exportLetters as never, { folder: 'all' })).length).toBeGreaterThan(
    (await read(exportLetters, {})).length,
  );
});
