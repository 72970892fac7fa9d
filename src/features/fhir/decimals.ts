import { asWritten } from '#kernel/json.ts';
import type { Quantity } from './schema/datatypes.ts';

/** Further digits than any laboratory writes; a number with more keeps its exponent. */
const MOST_ZEROS = 40;

/** The value of a quantity with the digits it was given (FHIR: `7.0` says more than `7`), and without an exponent. */
export const decimalText = (quantity: Quantity): string =>
  quantity.value === undefined ? '' : plainDecimal(asWritten(quantity, 'value', quantity.value));

/** `1.50e3` is 1500, and `1.5e-3` is 0.0015. */
export function plainDecimal(text: string): string {
  const [, sign = '', whole = '', part = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]?\d+)$/i.exec(text) ?? [];
  if (exponent === undefined || Math.abs(Number(exponent)) > MOST_ZEROS) return text;
  const point = whole.length + Number(exponent);
  const digits = (whole + part).padEnd(point, '0').padStart(whole.length + part.length - Math.min(point, 0), '0');
  const at = Math.max(point, 0);
  const [before, behind] = [digits.slice(0, at).replace(/^0+(?=\d)/, '') || '0', digits.slice(at)];
  return sign + (behind ? `${before}.${behind}` : before);
}
