import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { type Choice, canSucceed, type Kind, nothingLeft, readPlan, successorsOf, type Tally, weigh } from './rules.ts';
import type { Conflict } from './work-kind.ts';

const user = (name: string) => name as Id<'user'>;
const kinds: readonly Kind[] = [
  { kind: 'appointment', dispositions: ['transfer', 'cancel'] },
  { kind: 'task', dispositions: ['transfer', 'return'] },
  { kind: 'result', dispositions: ['transfer'] },
];

describe('the lines of a plan', () => {
  test.each<[string, Choice]>([
    ['task:return', { how: 'return', successorId: null, rest: undefined }],
    ['appointment:cancel', { how: 'cancel', successorId: null, rest: undefined }],
    ['task:transfer:cy', { how: 'transfer', successorId: user('cy'), rest: undefined }],
    ['task:transfer:cy:return', { how: 'transfer', successorId: user('cy'), rest: 'return' }],
    ['appointment:transfer:cy:cancel', { how: 'transfer', successorId: user('cy'), rest: 'cancel' }],
  ])('%s', (line, choice) => {
    const [kind = ''] = line.split(':');
    expect([...readPlan([line], kinds)]).toEqual([[kind, choice]]);
  });

  test.each([
    ['an unknown kind', ['parcel:return']],
    ['one kind twice', ['task:return', 'task:transfer:cy']],
    ['what its kind is never', ['task:cancel']],
    ['a rest that its kind is never', ['result:transfer:cy:return']],
    ['a word that is none', ['task:burn']],
  ])('%s', (_, lines) => {
    expect(() => readPlan(lines, kinds)).toThrow('handover/plan-malformed');
  });

  test('no line is an empty plan', () => {
    expect(readPlan([], kinds).size).toBe(0);
  });
});

const tally = (
  items: number,
  conflict: Conflict | null = null,
  facet: string | null = null,
  oldest = '2026-05-01T00:00:00.000Z',
): Tally => ({
  facet,
  conflict,
  items,
  oldest,
  digest: '0',
});
const task: Kind = { kind: 'task', dispositions: ['transfer', 'return'] };
const transfer: Choice = { how: 'transfer', successorId: user('cy'), rest: undefined };

describe('what a choice leaves', () => {
  test.each<[string, readonly Tally[], Choice | undefined, number]>([
    ['nothing where there is nothing', [], undefined, 0],
    ['everything without a choice', [tally(3), tally(2, 'overlaps')], undefined, 5],
    ['nothing when it returns to the pool', [tally(3)], { how: 'return', successorId: null, rest: undefined }, 0],
    ['nothing when the successor can take it', [tally(3)], transfer, 0],
    ['nothing for an overlap: it is shown, and moves', [tally(3), tally(2, 'overlaps')], transfer, 0],
    ['what the successor may not do', [tally(3), tally(2, 'not-permitted')], transfer, 2],
    [
      'what is closed to the successor, and all else that stands against it',
      [tally(1, 'blocked'), tally(2, 'not-bookable'), tally(4, 'not-at-site')],
      transfer,
      7,
    ],
    ['nothing when the rest has a way of its own', [tally(3), tally(2, 'blocked')], { ...transfer, rest: 'return' }, 0],
  ])('%s', (_, tallies, choice, left) => {
    expect(weigh(task, tallies, choice)).toMatchObject({ kind: 'task', left, dispositions: task.dispositions });
  });

  test('is counted by facet and by conflict, with the oldest of all', () => {
    const given = [
      tally(3, null, 'urgent'),
      tally(2, 'blocked', 'urgent', '2026-01-01T00:00:00.000Z'),
      tally(4, 'blocked', 'other'),
      { ...tally(1, 'overlaps'), oldest: null },
    ];
    expect(weigh(task, given, transfer)).toEqual({
      kind: 'task',
      count: 10,
      oldest: '2026-01-01T00:00:00.000Z',
      facets: [
        { facet: 'urgent', items: 5 },
        { facet: 'other', items: 4 },
      ],
      dispositions: ['transfer', 'return'],
      conflicts: [
        { conflict: 'blocked', items: 6, blocking: true },
        { conflict: 'overlaps', items: 1, blocking: false },
      ],
      left: 6,
    });
  });
});

test('nobody leaves with something left; the first kind is named with how much', () => {
  const [none, some, more] = [
    weigh(task, [], undefined),
    weigh(task, [tally(2)], undefined),
    weigh(task, [tally(9)], undefined),
  ];
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
  const named = (...lines: string[]) => successorsOf(readPlan(lines, kinds));
  expect(named('task:transfer:cy', 'result:transfer:ada', 'appointment:transfer:cy')).toEqual(['ada', 'cy']);
  expect(named('appointment:transfer:cy', 'result:transfer:ada')).toEqual(['ada', 'cy']);
  expect(named('task:return')).toEqual([]);
});
