import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { type Live, mayBlock, nameOf, planAccess, type Wished } from './rules.ts';
import { terms } from './test-sets.ts';

const setId = (name: string) => name as Id<'set'>;
const live = (name: string, other: Partial<Live> = {}): Live => ({
  ...terms,
  blockId: `${name} block` as Id<'block'>,
  setId: setId(name),
  ended: false,
  reasonWithheld: false,
  ...other,
});
const wish = (name: string, other: Partial<Wished> = {}): Wished => ({
  ...terms,
  setId: setId(name),
  versionNumber: 1,
  ...other,
});
const sets = ['pratt', 'novak', 'board'].map((name) => ({ setId: setId(name), name, versionNumber: 1 }));
const plan = (wished: Wished[], blocks: Live[]) => {
  const { lay, lift, clear } = planAccess(wished, { live: blocks, sets, today: '2026-11-25' });
  return [lay.map((one) => one.setId), lift.map((one) => one.setId), clear.map((one) => one.setId)];
};

test.each([
  ['nothing, where all stays', [wish('pratt')], [live('pratt')], [[], [], []]],
  ['a new one is laid', [wish('pratt'), wish('novak')], [live('pratt')], [['novak'], [], []]],
  [
    'a reason that was not shown stays',
    [wish('pratt', { reason: '' })],
    [live('pratt', { reasonWithheld: true })],
    [[], [], []],
  ],
  ['what is not wished is lifted', [], [live('pratt')], [[], ['pratt'], []]],
  [
    'other terms are another block',
    [wish('pratt', { masterFileOpen: true })],
    [live('pratt')],
    [['pratt'], ['pratt'], []],
  ],
  [
    'spaces about a reason are no other terms',
    [wish('pratt', { reason: ' own family ' })],
    [live('pratt')],
    [[], [], []],
  ],
  [
    'what has ended is laid anew, and cleared away',
    [wish('pratt')],
    [live('pratt', { ended: true })],
    [['pratt'], [], ['pratt']],
  ],
  ['what has ended and is not wished stays as it is', [], [live('pratt', { ended: true })], [[], [], []]],
  [
    'an old block whose review is long due stays',
    [wish('pratt', { reviewOn: '2020-01-01' })],
    [live('pratt', { reviewOn: '2020-01-01' })],
    [[], [], []],
  ],
] as const)('%s', (_, wished, blocks, expected) => {
  expect(plan([...wished], [...blocks])).toEqual(expected);
});

test.each([
  ['set/not-found', wish('nowhere')],
  ['set/changed', wish('novak', { versionNumber: 2 })],
  ['block/reason-missing', wish('novak', { reason: '  ' })],
  ['block/ends-in-the-past', wish('novak', { endsOn: '2026-11-24' })],
  ['block/review-in-the-past', wish('novak', { reviewOn: '2026-11-24' })],
  ['block/review-after-end', wish('novak', { endsOn: '2026-12-24', reviewOn: '2026-12-25' })],
] as const)('%s', (code, wished) => {
  expect(() => plan([wished], [])).toThrow(code);
});
test('block/already-laid: a set stands there once', () => {
  expect(() => plan([wish('pratt'), wish('pratt')], [])).toThrow('block/already-laid');
});
test('a block may end today', () => {
  expect(plan([wish('pratt', { endsOn: '2026-11-25' })], [])).toEqual([['pratt'], [], []]);
});

test.each([
  ['  Pratt   family ', 'Pratt family'],
  ['Pratt\u00a0family', 'Pratt family'],
  ['Pr\u200batt family\u200e', 'Pratt family'],
  ['Ｐratt family', 'Pratt family'],
  ['Dufresne-Achterberg, 12', 'Dufresne-Achterberg, 12'],
  ['x'.repeat(100), 'x'.repeat(100)],
])('the name %j is kept as %j', (typed, name) => expect(nameOf(typed)).toBe(name));
test.each(['', '   ', '\u00a0', '\u200b\u2060 ', 'x'.repeat(101)])('the name %j is none', (typed) =>
  expect(() => nameOf(typed)).toThrow('set/name-missing'),
);

describe('who can be kept out', () => {
  const may =
    (user: { active: boolean } | undefined, other: Partial<Parameters<typeof mayBlock>[1]> = {}) =>
    () =>
      mayBlock(user, { itself: false, administers: false, othersAdminister: 1, ...other });
  test('whoever is active', () => expect(may({ active: true })).not.toThrow());
  test('an administrator beside others', () => expect(may({ active: true }, { administers: true })).not.toThrow());
  test.each([
    ['user/not-found', undefined, {}],
    ['block/user-inactive', { active: false }, {}],
    ['block/concerns-yourself', { active: true }, { itself: true }],
    ['block/last-administrator', { active: true }, { administers: true, othersAdminister: 0 }],
  ] as const)('%s', (code, user, other) => expect(may(user, other)).toThrow(code));
});
