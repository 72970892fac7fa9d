import { expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { digestOf, tableOf } from './document-table.ts';
import type { DocumentLine } from './document-line.ts';
import { canClose, canDecide, changedSince, mayClose } from './rules.ts';

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}` as Id<'user'>;
const named = (...names: string[]) => names.map((name) => ({ id: name, name }));

test('what has come and what has gone since the snapshot; of a decided line, what the snapshot says', () => {
  const held = {
    rolesBefore: named('doctor', 'billing'),
    rolesNow: named('doctor', 'nurse'),
    sitesBefore: named('Fernhill'),
    sitesNow: [],
  };
  expect(changedSince({ state: 'undecided', ...held })).toEqual({
    roles: [
      { id: 'doctor', name: 'doctor', change: 'same' },
      { id: 'nurse', name: 'nurse', change: 'new' },
      { id: 'billing', name: 'billing', change: 'gone' },
    ],
    sites: [{ id: 'Fernhill', name: 'Fernhill', change: 'gone' }],
  });
  const { roles } = changedSince({ state: 'confirmed', ...held });
  expect(roles.map(({ name, change }) => [name, change])).toEqual([
    ['doctor', 'same'],
    ['billing', 'same'],
  ]);
});

test.each([
  ['who started it', 1, true, true],
  ['somebody else', 2, true, false],
  ['somebody else, whoever started it having left', 2, false, true],
])('%s may close', (_, actor, starterActive, may) => {
  expect(mayClose(id(actor), { startedBy: id(1), starterActive })).toBe(may);
});

test.each([
  [0, undefined, 'closed'],
  [3, undefined, 'review/reason-missing'],
  [3, '  ', 'review/reason-missing'],
  [3, 'year end', 'closed'],
])('with %i left and the reason %s: %s', (waiting, reason, said) => {
  const close = () => {
    canClose(id(1), { startedBy: id(1), starterActive: true }, { waiting, reason });
    return 'closed';
  };
  if (said === 'closed') expect(close()).toBe(said);
  else expect(close).toThrow(said);
});

test.each([
  ['as seen', [{}], 1, undefined],
  ['decided', [{ undecided: false }], 1, 'review/line-changed'],
  ['changed', [{ asSeen: false }], 1, 'review/line-changed'],
  ['not there', [], 1, 'review/line-changed'],
  ['somebody else’s', [{ reviewerId: id(2) }], 1, 'review/not-yours'],
])('a line that is %s', (_, some, asked, code) => {
  const found = some.map((one) => ({ name: 'Dee', reviewerId: id(1), undecided: true, asSeen: true, ...one }));
  const decide = () => canDecide(id(1), found, asked);
  if (code) expect(decide).toThrow(code);
  else expect(decide).not.toThrow();
});

const line: DocumentLine = {
  userNumber: 1004,
  name: 'Dee Hartwell',
  type: 'receptionist',
  status: 'active',
  roles: ['billing', 'front desk'],
  sites: ['Fernhill'],
  lastSignInAt: null,
  permissions: 12,
  blocks: 1,
  reviewer: 'Cy Okonjo',
  state: 'out',
  decidedAt: '2026-11-10 09:02:17',
  reason: 'has left, "for good"',
  endedRoles: [],
  endedSites: [],
  outcome: 'deactivated',
};

test('the table of a closed review comes out the same for ever, and so does its digest', () => {
  expect(tableOf([line])).toBe(
    'User number,Name,Type,Status,Roles,Sites,Last sign-in,Permissions,Blocks,Reviewer,Decision,Ended roles,Ended sites,Reason,Decided\r\n' +
      '1004,Dee Hartwell,receptionist,active,"billing; front desk",Fernhill,never,12,1,Cy Okonjo,ended: deactivated,,,"has left, ""for good""",2026-11-10 09:02:17\r\n',
  );
  expect(digestOf([line])).toMatch(/^[0-9a-f]{64}$/);
  expect(digestOf([{ ...line, reason: 'other' }])).not.toBe(digestOf([line]));
});
