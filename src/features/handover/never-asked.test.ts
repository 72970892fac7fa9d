import { expect, test } from 'vitest';
import { toUser, without } from '#test/work.ts';
import type { PlanRule, Where } from './contract.ts';
import { eachIsAsked } from './never-asked.ts';

const at = (where: Where, rule = toUser('task', 'cy')): PlanRule => ({ ...rule, where });
const pool = without('task', 'return');

test.each<[string, PlanRule, PlanRule]>([
  ['the same again', toUser('task', 'cy'), toUser('task', 'cy')],
  ['anything after everything went to the pool', pool, at({ facet: 'urgent' })],
  ['one of two successors who were asked already', toUser('task', 'cy', 'dee'), toUser('task', 'dee')],
  ['a shorter time', at({ from: '2031-01-01' }, pool), at({ from: '2031-02-01', until: '2031-03-01' })],
  ['fewer letters', at({ nameFrom: 'A', nameTo: 'M' }, pool), at({ nameFrom: 'C', nameTo: 'D' })],
  ['fewer years', at({ ageTo: 64 }, pool), at({ ageFrom: 18, ageTo: 40 })],
  ['a longer postal code', at({ postalCode: 'v9' }, pool), at({ postalCode: 'V9S' })],
  ['some of the same items', at({ itemIds: ['a', 'b'] as never }, pool), at({ itemIds: ['b'] as never })],
  ['the same with one more filter', at({ facet: 'urgent' }, pool), at({ facet: 'urgent', ageFrom: 65 })],
])('is never asked: %s', (_, before, rule) => {
  expect(() => eachIsAsked([toUser('message', 'cy'), before, rule])).toThrow(
    expect.objectContaining({ code: 'handover/rule-never-asked', facts: { kind: 'task', place: 2 } }) as Error,
  );
});

test.each<[string, PlanRule, PlanRule]>([
  ['what the first cannot take', toUser('task', 'cy'), pool],
  ['somebody else for what the first cannot take', toUser('task', 'cy'), toUser('task', 'cy', 'dee')],
  ['another kind', pool, toUser('message', 'cy')],
  ['a longer time', at({ from: '2031-02-01' }, pool), at({ from: '2031-01-01' })],
  ['a time without end', at({ until: '2031-02-01' }, pool), at({ from: '2031-01-01' })],
  ['more letters', at({ nameFrom: 'C', nameTo: 'D' }, pool), at({ nameFrom: 'C' })],
  ['another state', at({ facet: 'urgent' }, pool), at({ facet: 'other' })],
  ['everything after some', at({ facet: 'urgent' }, pool), pool],
  ['one more item', at({ itemIds: ['a'] as never }, pool), at({ itemIds: ['a', 'b'] as never })],
])('is asked: %s', (_, before, rule) => {
  expect(() => eachIsAsked([before, rule])).not.toThrow();
});
