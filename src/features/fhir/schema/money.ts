/** The largest amount taken, either way; it fits a 32-bit integer. */
export const MOST_CENTS = 999_999_999;

/**
 * Integer cents of a decimal amount, half a cent rounded up. The decimal point is moved in the
 * amount's own digits, since `1.005 * 100` is not 100.5.
 */
export function centsOf(amount: number): number {
  // Below this numbers are written with an exponent, and are no part of a cent anyway.
  if (Math.abs(amount) < 1e-6) return 0;
  // `|| 0` for the negative zero that a small negative amount comes to.
  return Math.round(Number(`${amount}e2`)) || 0;
}
