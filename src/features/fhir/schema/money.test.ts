import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centsOf, MOST_CENTS } from './money.ts';

test.each([
  [255.1, 25510],
  [2829.64, 282964],
  [1.005, 101],
  [8.345, 835],
  [0.1 + 0.2, 30],
  [0.004999, 0],
  [0.005, 1],
  [1e-7, 0],
  [-12.34, -1234],
  [-0.001, 0],
  [9_999_999.99, MOST_CENTS],
])('%d comes to %d cents', (amount, cents) => {
  expect(centsOf(amount)).toBe(cents);
});

test('every amount of whole cents stays what it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: -MOST_CENTS, max: MOST_CENTS }), (cents) => {
      expect(centsOf(cents / 100)).toBe(cents);
    }),
  );
});
