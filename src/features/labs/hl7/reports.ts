import { createHash } from 'node:crypto';
import { broken } from './broken.ts';
import type { Message, Order } from './messages.ts';
import { type NamedPatient, namedPatient } from './patients.ts';
import type { Segment } from './segments.ts';
import { momentOf, timeOf } from './times.ts';
import { coded, linesOf, type ReportLine } from './values.ts';

/** What one order came to. A later message about the same order replaces it as a whole: the snapshot mode of HL7. */
export interface OrderGroup {
  /** Tells the groups of one report apart. */
  readonly key: string;
  readonly name: string;
  readonly category: string;
  /** OBR-25: `F`, `P`, `C`, `X`, … */
  readonly status: string;
  /** The values became final without being sent again: those that came before stay. */
  readonly keeps: boolean;
  readonly lines: readonly ReportLine[];
}

export interface Orderer {
  /** Identifying numbers, as they stand in the message. */
  readonly numbers: readonly string[];
  readonly name: string;
}

/** One result to be: what a laboratory says under one accession about one patient. Plain values. */
export interface Report {
  /** Which of the file's messages. */
  readonly message: number;
  /** Stays the same from message to message about the same accession, and tells nothing about anybody. */
  readonly key: string;
  readonly patient: NamedPatient;
  readonly orderer: Orderer;
  /** An instant with its offset, or a day or time by the clinic's clock. */
  readonly issuedAt: string | null;
  readonly sentAt: string | null;
  readonly groups: readonly OrderGroup[];
}

/** More than any order names. */
const MOST_NUMBERS = 20;

const fingerprint = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/**
 * What the messages of a file come to: one report for each accession, or for each order without one.
 * @throws {Refusal} `labs/message-broken`
 */
export function reportsOf(messages: readonly Message[]): Report[] {
  const reports = new Map<string, Omit<Report, 'groups'> & { groups: Map<string, OrderGroup> }>();
  for (const [at, { msh, patients }] of messages.entries()) {
    const laboratory = [msh.first(3), msh.first(4)].map((name) => name.toUpperCase());
    const sentAt = momentIn(msh, [7]);
    const named = new Map<string, number>();
    for (const { pid, notes, orders } of patients) {
      const patient = namedPatient(pid);
      const comments = linesOf(notes);
      for (const order of orders) {
        const one = orderGroup(order);
        const key = fingerprint([...laboratory, ...keyOf(order, one)]);
        // Two patients under one accession are a mistake of the laboratory's, but two results.
        const whose = `${key} ${patient.numbers.map(({ digits }) => digits).join(' ') || patient.lastName}`;
        const before = reports.get(whose);
        reports.set(whose, {
          message: at + 1,
          key,
          patient,
          orderer: ordererOf(order, before?.orderer),
          issuedAt: issuedAt(order) ?? sentAt,
          sentAt,
          groups: into(before?.groups ?? commentGroup(comments), numbered(one, whose, named)),
        });
      }
    }
  }
  return [...reports.values()].map((report) => ({ ...report, groups: [...report.groups.values()] }));
}

/** A second order of the same name in a message is another one. */
function numbered(one: OrderGroup, whose: string, named: Map<string, number>): OrderGroup {
  const name = `${whose} ${one.key}`;
  const times = (named.get(name) ?? 0) + 1;
  named.set(name, times);
  return times === 1 ? one : { ...one, key: `${one.key} #${times}` };
}

/** What is said of the patient as a whole stands before the orders. */
const commentGroup = (lines: readonly ReportLine[]): Map<string, OrderGroup> =>
  new Map(
    lines.length === 0 ? [] : [['NTE', { key: 'NTE', name: '', category: '', status: 'F', keeps: false, lines }]],
  );

/** An order that an earlier message of the file spoke of is the same one again, and keeps its place. */
const into = (groups: Map<string, OrderGroup>, one: OrderGroup): Map<string, OrderGroup> =>
  groups.set(one.key, one.keeps ? { ...one, lines: groups.get(one.key)?.lines ?? one.lines } : one);

function orderGroup({ obr, items }: Order): OrderGroup {
  const { code, name } = coded(obr.parts(4));
  const lines = linesOf(items);
  const observed = items.filter(({ id }) => id === 'OBX');
  const status = obr.first(25) || observed.map((obx) => obx.first(11)).find(Boolean) || 'F';
  const words = name || code || headingOf(observed);
  return {
    key: code || name || [...new Set(observed.flatMap((obx) => obx.parts(3).slice(0, 2)))].join(' '),
    name: words,
    category: obr.first(24),
    status: observed.some((obx) => obx.first(11) === 'C') ? 'C' : status,
    keeps: observed.length > 0 && observed.every((obx) => obx.first(11) === 'U' && obx.raw(5) === ''),
    lines: observed.length > 0 ? lines : [nothingYet(words, status), ...lines],
  };
}

/** Without OBR-4: what all observations have in common, else the first of them. */
function headingOf(observed: readonly Segment[]): string {
  const [first, ...others] = observed;
  const common = first?.first(3) ?? '';
  const isShared = others.length > 0 && /[a-z]{3}/i.test(common) && others.every((obx) => obx.first(3) === common);
  return isShared ? common : coded(first?.parts(3) ?? []).name;
}

/** An order that came without a value says so, so that nobody waits for it in vain. */
const nothingYet = (name: string, status: string): ReportLine => ({
  name: name || 'Order',
  code: '',
  value: status === 'X' ? 'Cancelled' : 'No value',
  unit: '',
  range: '',
  abnormal: false,
  critical: false,
});

/** The filler's number, else the placer's; without either, the order itself and its time. */
function keyOf(order: Order, group: OrderGroup): string[] {
  const number = accessionOf(order);
  if (number) return ['accession', number];
  const time = [7, 22, 14, 6].map((field) => order.obr.first(field)).find(Boolean) ?? '';
  return time ? ['order', group.key, time] : ['content', JSON.stringify(group)];
}

function accessionOf({ orc, obr }: Order): string {
  const number = [obr.first(3), orc?.first(3), obr.first(2), orc?.first(2)].find(Boolean) ?? '';
  const test = obr.first(4);
  // Some laboratories write the test behind the accession: `08-8000083-CBC-0`.
  const at = test === '' ? -1 : number.indexOf(`-${test}-`);
  return at > 0 ? number.slice(0, at) : number;
}

const issuedAt = ({ obr }: Order): string | null => momentIn(obr, [22, 7, 14, 6]);

/** The first of these fields that says a time. */
function momentIn(segment: Segment, fields: readonly number[]): string | null {
  for (const field of fields) {
    const time = timeOf(segment.first(field));
    if (time === undefined) throw broken({ ...segment.place, field }, 'is no time');
    if (time) return momentOf(time);
  }
  return null;
}

function ordererOf({ orc, obr }: Order, before: Orderer | undefined): Orderer {
  const named = [...obr.all(16), ...(orc?.all(12) ?? [])];
  const numbers = [
    ...new Set([...(before?.numbers ?? []), ...named.flatMap(([number = '']) => (number ? [number] : []))]),
  ];
  const [, family = '', given = '', middle = ''] = named[0] ?? [];
  const name = [given, middle, family].filter(Boolean).join(' ');
  return { numbers: numbers.slice(0, MOST_NUMBERS), name: name || (before?.name ?? '') };
}
