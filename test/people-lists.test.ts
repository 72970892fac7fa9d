// Every list that offers people, and what whoever is locked or has left does in it.
import { globSync, readFileSync } from 'node:fs';
import type { TSchema } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { previewReview } from '#features/access-review/preview-review.ts';
import { readSettings } from '#features/clinics/read-settings.ts';
import { readReportChoices } from '#features/demographic-report/read-report-choices.ts';
import { listTakers } from '#features/emergency-access/list-takers.ts';
import { listMrps } from '#features/patients/list-mrps.ts';
import { listColleagues } from '#features/users/list-colleagues.ts';
import { leave, lockAway } from '#features/users/test-person.ts';
import { operationsOf } from '#kernel/http.ts';
import { answer } from '#kernel/query.ts';
import { features } from '#server/features.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { arrange, type Clinic, clinic, member, type Member, patients } from './staff.ts';
import { block } from './work.ts';

/**
 * What a list of people is for. `new work`: whoever is locked or has left is not in it. `marked`: locked ones are in it and say so,
 * so that their work can be finished. `history`: of what was, is or is to be done with these people, or a filter for it.
 */
const lists: Readonly<Record<string, 'new work' | 'marked' | 'history'>> = {
  'access-review.preview-review': 'new work',
  'clinics.read-settings': 'new work',
  'emergency-access.list-takers': 'new work',
  'patients.list-mrps': 'new work',
  'users.list-colleagues': 'marked',
};

/** Where the pages offer colleagues: for new work they leave out whoever is locked, elsewhere they may say so. */
const pages: Readonly<Record<string, 'new work' | 'marked' | 'other'>> = {
  'absences/web/absence-form-page.tsx': 'other', // whose absence it is
  'absences/web/absence-form.tsx': 'marked', // passes them on to the fields, where whoever is locked covers nobody
  'absences/web/absences-page.tsx': 'other', // a filter
  'handover/web/assign-dialog.tsx': 'new work',
  'handover/web/deactivate-user-page.tsx': 'marked', // passes them on to `successorsFor`
  'handover/web/my-hand-over-page.tsx': 'other', // names in a plan
  'handover/web/plan.ts': 'new work',
  'handover/web/withheld-dialog.tsx': 'new work',
  'inbox/web/compose-dialog.tsx': 'new work',
  'inbox/web/group-dialog.tsx': 'new work',
  'labs/web/integration-dialog.tsx': 'new work',
  'letters/web/add-letter-page.tsx': 'new work',
  'patient-sets/web/set-access-dialog.tsx': 'marked', // charts stay closed to whoever is locked
  'questionnaires/web/send-page.tsx': 'new work',
  'roles/web/ask-panel.tsx': 'other', // who can do what
  'schedule/web/cancel-day-page.tsx': 'other', // whose day it is
  'schedule/web/columns.ts': 'new work', // columns of whoever is locked stay, to move what stands there
  'schedule/web/schedule-page.tsx': 'marked',
  'standing-rules/web/add-rule-dialog.tsx': 'new work', // from whoever is locked, to nobody who is
  'standing-rules/web/owner-dialog.tsx': 'new work',
  'standing-rules/web/standing-rules-page.tsx': 'other', // a filter
  'tasks/web/task-form.tsx': 'new work',
  'users/web/copy-from.tsx': 'other', // roles and sites for somebody new
  'work/web/give-dialog.tsx': 'new work',
  'work/web/work-filters.tsx': 'other', // a filter
};

type Node = TSchema & { items?: Node; properties?: Record<string, Node>; anyOf?: Node[] };
/** Whether an answer holds a list of people. */
const offersPeople = ({ items, properties = {}, anyOf = [] }: Node): boolean =>
  (items?.properties?.['userId'] !== undefined && items.properties['name'] !== undefined) ||
  [...Object.values(properties), ...anyOf, ...(items ? [items] : [])].some(offersPeople);

let db: TestDatabase;
let c: Clinic;
let eli: Member;
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  // Bo is locked, Cy has left, Eli works here like them.
  eli = await arrange(db.owner, c.id, () =>
    member(db.owner, {
      clinicId: c.id,
      siteId: c.siteId,
      firstName: 'Eli',
      lastName: 'Ferris',
      type: 'doctor',
      roleIds: [c.roles.admin, c.roles.doctor],
    }),
  );
  await arrange(db.owner, c.id, () =>
    db.owner.query('insert into user_role select $1, unnest($2::uuid[]), $3', [
      c.id,
      [c.bo.id, c.cy.id],
      c.roles.admin,
    ]),
  );
  const [patientId = ''] = await patients(db.owner, c.id, ['Arroyo, Pia']);
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into task (clinic_id, holder_id, patient_id, author_id, title) values ($1, $2, $3, $2, 'Call back')`,
      [c.id, c.ada.id, patientId],
    ),
  );
  await block(db.owner, c, c.ada.id, [patientId]);
  await lockAway(db.owner, c, c.bo.id);
  await leave(db.owner, c, c.cy.id);
});
afterAll(() => db.drop());

test('every list of people among the answers is known, and known for what it is', () => {
  const found = operationsOf(features)
    .filter(({ output }) => offersPeople(output as Node))
    .map(({ name }) => name);
  const offering = Object.keys(lists);
  expect(offering.filter((name) => !found.includes(name))).toEqual([]);
  // Whatever else names several people tells of what they did, hold or may: none of these lists is chosen from.
  expect(found.filter((name) => !offering.includes(name)).toSorted()).toMatchInlineSnapshot(`
    [
      "access-review.read-review",
      "audit.list-people",
      "demographic-report.read-report-choices",
      "emergency-access.list-accesses",
      "emergency-access.read-closed-record",
      "handover.list-waiting",
      "inbox.list-groups",
      "inbox.list-inbox",
      "inbox.list-pool",
      "inbox.read-message",
      "last-day.list-leaving",
      "outside-checklist.list-overdue",
      "patient-sets.export-sets",
      "patient-sets.list-sets",
      "reach.list-openers",
      "reach.list-uses",
      "roles.list-holders",
      "roles.preview-role-change",
      "roles.read-role",
      "schedule.list-appointments",
      "sites.preview-closing",
      "tasks.list-tasks",
      "tasks.read-task",
      "users.import-users",
      "users.preview-roles",
    ]
  `);
});

test('every page that offers colleagues is known, and leaves out whoever is locked where it gives new work', () => {
  const found = globSync('src/features/*/web/**/*.{ts,tsx}')
    .filter((file) => !/test/.test(file) && /\b(useColleagues|ListColleagues)\b/.test(readFileSync(file, 'utf8')))
    .map((file) => file.replace('src/features/', ''));
  expect(found.toSorted()).toEqual(Object.keys(pages));
  const careless = Object.entries(pages)
    .filter(([, use]) => use === 'new work')
    .filter(([file]) => !/!(one\.)?locked\b/.test(readFileSync(`src/features/${file}`, 'utf8')));
  expect(careless).toEqual([]);
});

const asked: Readonly<Record<string, () => Promise<readonly { readonly userId: string }[]>>> = {
  'access-review.preview-review': async () =>
    (await answer(db.pool, c.ada.caller, previewReview, { scope: 'all' })).candidates,
  'clinics.read-settings': async () => (await answer(db.pool, c.ada.caller, readSettings, {})).officers,
  'emergency-access.list-takers': async () =>
    (await answer(db.pool, c.ada.caller, listTakers, { kind: 'task' })).takers,
  'patients.list-mrps': async () => (await answer(db.pool, c.ada.caller, listMrps, {})).mrps,
};

test.each(Object.entries(lists).flatMap(([name, use]) => (use === 'new work' ? [name] : [])))(
  '%s: nobody locked, nobody who left',
  async (name) => {
    const offered = (await asked[name]?.())?.map(({ userId }) => userId) ?? [];
    expect(offered).toContain(eli.id);
    expect(offered).not.toContain(c.bo.id);
    expect(offered).not.toContain(c.cy.id);
  },
);

test('colleagues: whoever is locked is there and says so, whoever left is not', async () => {
  const { colleagues } = await answer(db.pool, c.ada.caller, listColleagues, {});
  expect(colleagues.map(({ userId, locked }) => [userId, locked])).toEqual(
    expect.arrayContaining([
      [c.bo.id, true],
      [eli.id, false],
    ]),
  );
  expect(colleagues.map(({ userId }) => userId)).not.toContain(c.cy.id);
});

test('the filter of a report names all of them, and says who has left', async () => {
  const { providers } = await answer(db.pool, c.ada.caller, readReportChoices, {});
  expect(providers.map(({ userId, deactivated }) => [userId, deactivated])).toEqual(
    expect.arrayContaining([
      [c.bo.id, false],
      [c.cy.id, true],
    ]),
  );
});
