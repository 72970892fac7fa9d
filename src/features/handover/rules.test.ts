import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { toUser, without } from '#test/work.ts';
import type { PlanRule, Where } from './contract.ts';
import { canSucceed, type Doubts, type Kind, nothingLeft, readPlan, successorsOf, type Tally, weigh } from './rules.ts';

const user = (name: string) => name as Id<'user'>;
const kinds: readonly Kind[] = [
  { kind: 'appointment', dispositions: ['transfer', 'cancel'], hasSite: true },
  { kind: 'task', dispositions: ['transfer', 'return'], facets: ['urgent', 'other'] },
  { kind: 'result', dispositions: ['transfer'] },
];
const lying = (rule: PlanRule, where: Where): PlanRule => ({ ...rule, where });
const siteId = 'alder' as Id<'site'>;

describe('a plan', () => {
  test('is read kind by kind, in its order', () => {
    const plan = [
      lying(toUser('task', 'cy'), { facet: 'urgent' }),
      lying(toUser('appointment', 'cy', 'dee'), { siteId, from: '2026-05-01', until: '2026-05-01' }),
      without('task', 'return'),
      without('appointment', 'cancel'),
    ];
    expect([...readPlan(plan, kinds)]).toEqual([
      ['task', [plan[0], plan[2]]],
      ['appointment', [plan[1], plan[3]]],
    ]);
    expect(readPlan([], kinds).size).toBe(0);
  });

  test.each<[string, PlanRule]>([
    ['an unknown kind', without('parcel', 'return')],
    ['what its kind is never', without('task', 'cancel')],
    ['a transfer to nobody', toUser('task')],
    ['a transfer to one user twice', toUser('task', 'cy', 'cy')],
    ['a successor of what is cancelled', { ...toUser('appointment', 'cy'), how: 'cancel' }],
    ['a site of what has no place', lying(toUser('task', 'cy'), { siteId })],
    ['a state that its kind is never in', lying(toUser('task', 'cy'), { facet: 'to-sign' })],
    ['letters in the wrong order', lying(toUser('task', 'cy'), { nameFrom: 'M', nameTo: 'C' })],
    ['ages in the wrong order', lying(toUser('task', 'cy'), { ageFrom: 65, ageTo: 18 })],
    ['days in the wrong order', lying(toUser('task', 'cy'), { from: '2026-05-02', until: '2026-05-01' })],
  ])('with %s', (_, rule) => {
    expect(() => readPlan([rule], kinds)).toThrow('handover/plan-malformed');
  });
});

const task: Kind = { kind: 'task', dispositions: ['transfer', 'return'], facets: ['urgent', 'other'] };
const tally = (items: number, more: Partial<Tally> = {}): Tally => ({
  fits: null,
  rule: null,
  passed: null,
  able: null,
  successor: null,
  conflict: null,
  facet: null,
  oldest: '2026-05-01T00:00:00.000Z',
  digest: '0',
  items,
  ...more,
});
const cy = user('cy');
const dee = user('dee');
const noDoubts: Doubts = () => [];
const weighed = (tallies: readonly Tally[], rules: readonly PlanRule[] = [], doubts = noDoubts) =>
  weigh(task, tallies, { rules, doubts });

describe('what a plan does', () => {
  test('nothing where there is nothing, and leaves everything without a rule', () => {
    expect(weighed([])).toMatchObject({ count: 0, left: 0, oldest: null, rules: [] });
    expect(weighed([tally(3), tally(2)])).toMatchObject({ kind: 'task', count: 5, left: 5, hasSite: false });
  });

  test('is counted by facet, the most urgent first, each with its oldest', () => {
    const given = [
      tally(4, { facet: 'other', oldest: null }),
      tally(3, { facet: 'urgent' }),
      tally(2, { facet: 'urgent', oldest: '2026-01-01T00:00:00.000Z' }),
    ];
    expect(weighed(given)).toMatchObject({
      oldest: '2026-01-01T00:00:00.000Z',
      facets: [
        { facet: 'urgent', items: 5, oldest: '2026-01-01T00:00:00.000Z' },
        { facet: 'other', items: 4, oldest: null },
      ],
    });
  });

  test('is counted rule by rule: what each takes to whom, and what falls to those after it', () => {
    const tallies = [
      tally(3, { fits: 1, rule: 1, successor: cy }),
      tally(2, { fits: 1, rule: 1, successor: dee, conflict: 'overlaps' }),
      tally(4, { fits: 1, rule: 2, passed: 'blocked' }),
      tally(1, { fits: 1, passed: 'not-permitted' }),
      tally(5),
    ];
    expect(weighed(tallies, [toUser('task', 'cy', 'dee'), without('task', 'return')])).toMatchObject({
      rules: [
        {
          items: 5,
          to: [
            { userId: cy, items: 3 },
            { userId: dee, items: 2 },
          ],
          passed: [
            { conflict: 'blocked', items: 4 },
            { conflict: 'not-permitted', items: 1 },
          ],
          doubts: [{ conflict: 'overlaps', items: 2 }],
        },
        { items: 4, to: [], passed: [], doubts: [] },
      ],
      left: 6,
    });
  });

  test('several who take turns get as many each, the first named first; who cannot take an item has no turn at it', () => {
    const tallies = [
      tally(4, { fits: 1, rule: 1, able: 0b111, facet: 'urgent' }),
      tally(1, { fits: 1, rule: 1, able: 0b111, facet: 'other' }),
      tally(3, { fits: 1, rule: 1, able: 0b110 }),
    ];
    expect(weighed(tallies, [toUser('task', 'ada', 'cy', 'dee')]).rules[0]).toMatchObject({
      items: 8,
      to: [
        { userId: 'ada', items: 2 },
        { userId: 'cy', items: 4 },
        { userId: 'dee', items: 2 },
      ],
    });
  });

  test('a rule that catches nothing is shown with nothing', () => {
    expect(
      weighed([tally(1, { fits: 1, rule: 1, successor: cy })], [toUser('task', 'cy'), toUser('task', 'dee')]).rules[1],
    ).toEqual({ items: 0, to: [], passed: [], doubts: [] });
  });

  test('what should be thought of before a successor takes anything is said of all that goes there', () => {
    const doubts: Doubts = (_, successorId) => (successorId === dee ? ['leaving-too'] : []);
    const tallies = [tally(3, { fits: 1, rule: 1, successor: cy }), tally(2, { fits: 1, rule: 1, successor: dee })];
    expect(weighed(tallies, [toUser('task', 'cy', 'dee')], doubts).rules[0]?.doubts).toEqual([
      { conflict: 'leaving-too', items: 2, userIds: ['dee'] },
    ]);
  });
});

test('nobody leaves with something left; the first kind is named with how much', () => {
  const [none, some, more] = [weighed([]), weighed([tally(2)]), weighed([tally(9)])];
  expect(() => nothingLeft([none, none])).not.toThrow();
  expect(() => nothingLeft([])).not.toThrow();
  expect(() => nothingLeft([none, some, more])).toThrow(
    expect.objectContaining({ code: 'handover/work-left', facts: { kind: 'task', left: 2 } }) as Error,
  );
});

test.each<[string, readonly string[], readonly [string, boolean][], string | undefined]>([
  ['nobody is named', [], [], undefined],
  [
    'all are active',
    ['cy', 'dee'],
    [
      ['dee', false],
      ['cy', false],
    ],
    undefined,
  ],
  [
    'one is the leaver',
    ['cy', 'bo'],
    [
      ['cy', false],
      ['bo', false],
    ],
    'handover/successor-is-leaver',
  ],
  ['one is gone', ['cy', 'dee'], [['cy', false]], 'handover/successor-not-active'],
  [
    'one is locked',
    ['cy', 'dee'],
    [
      ['cy', false],
      ['dee', true],
    ],
    'handover/successor-locked',
  ],
])('successors: %s', (_, named, active, code) => {
  const kept = active.map(([userId, locked]) => ({ userId: user(userId), locked }));
  const check = () => canSucceed(user('bo'), named.map(user), kept);
  if (code) expect(check).toThrow(code);
  else expect(check).not.toThrow();
});

test('successors are taken each once, always in the same order', () => {
  expect(successorsOf([toUser('task', 'cy', 'dee'), toUser('result', 'ada'), toUser('task', 'cy')])).toEqual([
    'ada',
    'cy',
    'dee',
  ]);
  expect(successorsOf([without('task', 'return')])).toEqual([]);
});
