import { broken } from './broken.ts';
import { type Flagged, flaggedAs, isOutside } from './flags.ts';
import type { Segment } from './segments.ts';
import { timeOf, timeText } from './times.ts';

/** One line of a result, as its page shows it. */
export interface ReportLine extends Flagged {
  readonly name: string;
  readonly code: string;
  readonly value: string;
  readonly unit: string;
  readonly range: string;
}

/** What stands there instead of a value (HL7 table 0085). */
const withoutValue: Readonly<Record<string, string>> = {
  D: 'Deleted by the laboratory',
  W: 'Withdrawn by the laboratory: it was wrong',
  X: 'Could not be obtained',
  I: 'In the laboratory; the value is still to come',
  N: 'Not asked for',
  O: 'No value',
};
const NO_VALUE = 'No value';
const SEE_COMMENT = 'See the comment';

const TEXT = /^(?:ST|TX|FT|)$/;
const isText = (obx: Segment): boolean => TEXT.test(obx.raw(2));

/** What is called what: an identifier, its words, its system; some laboratories have the words in the third. */
export function coded(parts: readonly string[]): { readonly code: string; readonly name: string } {
  const [code = '', text = '', third = ''] = parts;
  const isWords =
    third.length > text.length && /[a-z ]/.test(third) && !/^(?:99|HL7|L$|LN$|LOINC|SNOMED|urn:|\d)/i.test(third);
  if (isWords) return { code: text || code, name: third };
  return { code, name: text || parts[4] || code };
}

/** The observations and comments under an order, each a line. */
export function linesOf(items: readonly Segment[]): ReportLine[] {
  const lines: ReportLine[] = [];
  let before: Segment | undefined;
  for (const [at, item] of items.entries()) {
    const last = lines.at(-1);
    if (item.id === 'NTE') {
      const text = item.text(3);
      // Comments that follow each other are one text.
      if (before?.id === 'NTE' && last) lines[lines.length - 1] = { ...last, value: `${last.value}\n${text}` };
      else lines.push(comment(text));
    } else if (before && last && goesOn(before, item)) {
      lines[lines.length - 1] = { ...last, value: `${last.value}\n${valueOf(item)}` };
    } else lines.push(lineOf(item, items[at + 1]?.id === 'NTE'));
    before = item;
  }
  return lines.map((line) => ({ ...line, value: tidy(line.value) })).filter(({ value }) => value !== '');
}

const comment = (value: string): ReportLine => ({
  name: 'Comment',
  code: '',
  value,
  unit: '',
  range: '',
  abnormal: false,
  critical: false,
});

/** Without empty lines around it, and without spaces that nobody sees. */
const tidy = (text: string): string => text.replaceAll(/[ \t]+$/gm, '').replaceAll(/^\n+|\n+$/g, '');

/** A report comes as many texts of one observation. */
function goesOn(before: Segment, item: Segment): boolean {
  const plain = [before, item].every(
    (one) => isText(one) && !withoutValue[one.raw(11)] && one.raw(6) + one.raw(7) + one.raw(8) === '',
  );
  return plain && before.id === 'OBX' && before.raw(3) === item.raw(3);
}

function lineOf(obx: Segment, hasComment: boolean): ReportLine {
  const { code, name } = coded(obx.parts(3));
  const state = obx.first(11);
  const range = obx.text(7).replaceAll('\n', ', ').trim();
  const value = state === 'D' || state === 'W' ? '' : valueOf(obx);
  const flagged = flaggedAs(obx.all(8).map(([flag = '']) => flag));
  const outside = isOutside(value, range);
  const [unit = '', unitText = ''] = obx.parts(6);
  return {
    name: name || code,
    code,
    value: tidy(value) || (withoutValue[state] ?? (hasComment ? SEE_COMMENT : NO_VALUE)),
    unit: value === '' ? '' : unit || unitText,
    range,
    ...(value === '' ? { abnormal: false, critical: false } : (flagged ?? { abnormal: outside, critical: false })),
  };
}

/** @throws {Refusal} `labs/message-broken`, for a time that is none. */
function valueOf(obx: Segment): string {
  const type = obx.raw(2).trim();
  if (TEXT.test(type)) return obx.text(5);
  if (/^(?:ED|RP|PDF)$/.test(type))
    return obx
      .all(5)
      .map((parts) => notShown(type, parts))
      .join('\n');
  const values = obx.all(5);
  if (type === 'SN')
    return values.map(([sign = '', low = '', between = '', high = '']) => sign + low + between + high).join(', ');
  if (/^(?:CE|CWE|CNE|CF|CNN)$/.test(type)) return values.map((parts) => parts[8] || coded(parts).name).join('\n');
  if (/^(?:DT|TS|DTM)$/.test(type)) return values.map(([raw = '']) => spokenTime(raw, obx)).join(', ');
  if (type === 'CQ') return values.map(([amount = '', unit = '']) => `${amount} ${unit}`.trim()).join(', ');
  return values.map((parts) => parts.filter(Boolean).join(' ')).join('\n');
}

function spokenTime(raw: string, obx: Segment): string {
  const time = timeOf(raw);
  if (time === undefined) throw broken({ ...obx.place, field: 5 }, 'is no time');
  return time ? timeText(time) : '';
}

/** A document that came with the message: nobody should miss that there is one. */
function notShown(type: string, [, kind = '', subtype = '', third = '']: readonly string[]): string {
  const what = type === 'RP' ? [subtype, third] : [kind, subtype];
  return `Not shown here: ${['a document', what.filter(Boolean).join('/')].filter(Boolean).join(', ')}`;
}
