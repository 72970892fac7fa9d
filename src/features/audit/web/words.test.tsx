import { expect, test } from 'vitest';
import type { Operation } from '#kernel/contract.ts';
import { auditWords as words } from '#web/words/audit.ts';
import { actionSentences } from '#web/words/audit-actions.ts';
import { cell } from '#kernel/csv.ts';
import { sayField } from './saying.ts';

declare global {
  // Vite's own; it fills in the modules while this file is read.
  interface ImportMeta {
    glob(pattern: string, options: { eager: true }): Record<string, Record<string, unknown>>;
  }
}

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'says' in value && 'method' in value;
const operations = Object.values(import.meta.glob('../../*/*contract.ts', { eager: true })).flatMap((contract) =>
  Object.values(contract).filter(isOperation),
);
/** The first only asks, before anybody is acting; the others look up what is too long for an address. */
const leaveNone = [
  'absences.preview-absence',
  'absences.preview-own-absence',
  'second-factors.ask-challenge',
  'handover.preview-assignment',
  'handover.preview-deactivation',
  'handover.list-open-work',
];
/** What is no operation and stands in the log: jobs of the server, and the demo. */
const unasked = [
  'access-review.remind-reviewer',
  'credentials.warn-of-expiry',
  'demo.make',
  'handover.warn-of-pool',
  'last-day.leave',
  'last-day.lock',
  'last-day.remind',
  'patient-sets.tell-of-block-review',
  'questionnaires.alert-of-overdue',
  'standing-rules.end-due',
  'tasks.make-task',
];
const commands = operations
  .filter(({ method, name }) => method !== 'GET' && !leaveNone.includes(name))
  .map(({ name }) => name);

test('every command that leaves an entry has its sentences', () => {
  expect(commands.length).toBeGreaterThan(30);
  expect(commands.filter((name) => !words.hasWords(name))).toEqual([]);
  const capabilities = [...new Set(commands.map((name) => name.slice(0, name.indexOf('.'))))];
  expect(capabilities.filter((name) => words.capability(name) === name)).toEqual([]);
});

test('no sentence stands for what cannot be in the log', () => {
  expect(
    Object.keys(actionSentences)
      .filter((name) => !commands.includes(name))
      .toSorted(),
  ).toEqual(unasked);
});

test('every field that can be changed has its label', () => {
  const changing = ['users.update-user', 'patients.update-patient', 'sites.update-site', 'clinics.update-settings'];
  const fields = operations
    .filter(({ name }) => changing.includes(name))
    .flatMap(({ input }) => Object.keys(input.properties))
    // Roles and sites stand in the log by name, the numbers of a province one by one; versions do not.
    .filter((field) => !/Ids?$|^version$|^providerFields$/.test(field));
  expect(fields.length).toBeGreaterThan(40);
  expect(fields.filter((field) => !words.hasField(field))).toEqual([]);
  expect(['roles', 'sites', 'bcpSites', 'loginExpiresAt', 'mrp'].every(words.hasField)).toBe(true);
});

test('a number of a province is called as on Add User', () => {
  expect(sayField('bc.payee-number')).toBe('Payee Number');
  expect(sayField('on.olis-identifier')).toBe('OLIS Identifier');
  expect(sayField('not.known')).toBe('not.known');
});

test.each([
  ['plain', 'plain'],
  ['a, b', '"a, b"'],
  ['say "x"', '"say ""x"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@sum', "'@sum"],
  [' =1', "' =1"],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  [-5, '-5'],
])('a cell of %j is written %s', (value, expected) => {
  expect(cell(value)).toBe(expected);
});
