import { expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { changes, mayBeShutOut, mayGiveRoles, proposesDoctor, sitesKnown } from './rules.ts';
import { userTypes } from './contract.ts';

const user = (name: string) => name as Id<'user'>;
const role = (name: string) => name as Id<'role'>;
const site = (name: string) => name as Id<'site'>;

test.each([
  ['user/not-found', { user: undefined, administratorsLeft: 1 }],
  ['user/is-yourself', { user: { userId: user('ada'), status: 'active' }, administratorsLeft: 0 }],
  ['user/already-inactive', { user: { userId: user('bo'), status: 'inactive' }, administratorsLeft: 0 }],
  ['user/last-administrator', { user: { userId: user('bo'), status: 'active' }, administratorsLeft: 0 }],
  [undefined, { user: { userId: user('bo'), status: 'active' }, administratorsLeft: 1 }],
  [undefined, { user: { userId: user('bo'), status: 'locked' }, administratorsLeft: 2 }],
] as const)('shutting out: %s', (code, given) => {
  const decide = () => mayBeShutOut({ actorId: user('ada'), ...given });
  if (code) expect(decide).toThrow(code);
  else expect(decide).not.toThrow();
});

test.each([
  ['user/role-missing', [], []],
  ['role/not-found', ['unknown'], ['unknown']],
  ['user/role-not-yours', ['mine', 'theirs'], []],
  [undefined, ['mine', 'theirs'], ['theirs']],
  [undefined, ['mine'], []],
])('giving roles: %s', (code, wanted, held) => {
  const known = [
    { roleId: role('mine'), mayGive: true },
    { roleId: role('theirs'), mayGive: false },
  ];
  const decide = () => mayGiveRoles(wanted.map(role), known, held);
  if (code) expect(decide).toThrow(code);
  else expect(decide).not.toThrow();
});

test('only open sites are assigned', () => {
  const open = [{ siteId: site('open') }];
  expect(() => sitesKnown([site('open')], open)).not.toThrow();
  expect(() => sitesKnown([site('closed')], open)).toThrow('site/not-found');
});

test('the role doctor is proposed for practitioners only', () => {
  expect(userTypes.filter(proposesDoctor)).toEqual(['doctor', 'nurse', 'resident', 'midwife']);
});

test('only what differs is written down', () => {
  expect(changes({ a: 1, b: ['x'], c: '' }, { a: 2, b: ['x'], c: '' })).toEqual({ before: { a: 1 }, after: { a: 2 } });
});
