/** What OBX-8 says of a value. */
export interface Flagged {
  readonly abnormal: boolean;
  readonly critical: boolean;
}

const NORMAL = new Set([
  'N',
  'NEG',
  'ND',
  'NR',
  'S',
  'MS',
  'VS',
  'SDD',
  'B',
  'NORMAL',
  'NEGATIVE',
  'NAR',
  'WR',
  'EXP',
  'IND',
]);
const CRITICAL = /^(?:HH|LL|AA|HU|LU|H>|L<|>>|<<|\*\*+|HC|LC|CH|CL|C|CR|CRIT.*|P|PA|PH|PL|HP|LP|PANIC.*)$/;

/**
 * Whether a laboratory calls a value abnormal or critical (HL7 table 0078). A flag that the table does not have stands for
 * something to look at. Null where it calls it nothing.
 *
 * @see docs/sources.md#hl7-v2-tables
 */
export function flaggedAs(flags: readonly string[]): Flagged | null {
  const said = flags.map((flag) => flag.trim().toUpperCase()).filter(Boolean);
  if (said.length === 0) return null;
  const critical = said.some((flag) => CRITICAL.test(flag));
  return { critical, abnormal: critical || said.some((flag) => !NORMAL.has(flag)) };
}

const NUMBER = String.raw`(-?\d+(?:\.\d+)?)`;
const BETWEEN = new RegExp(`^${NUMBER}\\s*(?:-|–|to)\\s*${NUMBER}$`, 'i');
const BOUND = new RegExp(`^(<=?|>=?|≤|≥)\\s*${NUMBER}$`);

/** Whether a number lies outside a range that says where it begins and ends; false wherever that cannot be told. */
export function isOutside(value: string, range: string): boolean {
  const number = new RegExp(`^${NUMBER}$`).exec(value.trim())?.[1];
  if (number === undefined) return false;
  const is = Number(number);
  const [, low, high] = BETWEEN.exec(range.trim()) ?? [];
  if (low !== undefined && high !== undefined) return is < Number(low) || is > Number(high);
  const [, sign, bound] = BOUND.exec(range.trim()) ?? [];
  if (sign === undefined) return false;
  const at = Number(bound);
  if (sign === '<') return is >= at;
  if (sign === '>') return is <= at;
  return sign === '<=' || sign === '≤' ? is > at : is < at;
}
