import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainDecimal } from './decimals.ts';

test.each([
  ['7.0', '7.0'],
  ['1.50e3', '1500'],
  ['1.5e-3', '0.0015'],
  ['-12.30E+1', '-123.0'],
  ['0.5e1', '5'],
  ['1e-400', '1e-400'],
])('%s is written %s', (text, plain) => {
  expect(plainDecimal(text)).toBe(plain);
});

test('a number stays the number it was, without its exponent', () => {
  const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,8})(\.\d{1,8})?$/);
  fc.assert(
    fc.property(digits, fc.integer({ min: -20, max: 20 }), (text, exponent) => {
      const plain = plainDecimal(`${text}e${exponent}`);
      expect(plain).toMatch(/^-?(0|[1-9]\d*)(\.\d+)?$/);
      expect(Number(plain)).toBe(Number(`${text}e${exponent}`));
    }),
  );
});
