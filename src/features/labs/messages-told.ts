import type { Id } from '#kernel/brand.ts';
import { type Counts, type Fate, fates, MOST_TOLD, type Told } from './contract.ts';
import { type FileRead, readFile } from './hl7/read-file.ts';
import type { Report } from './hl7/reports.ts';

/** What became, or would become, of one report. Of a chart that is closed to the actor it names nobody and nothing. */
export interface FateRow {
  /** Which of the reports, from 0. */
  readonly n: number;
  readonly fate: Fate;
  readonly closed: boolean;
  readonly patientId: Id<'patient'> | null;
  readonly resultId: Id<'result'> | null;
  readonly title: string | null;
  readonly patientName: string | null;
  readonly holderId: Id<'user'> | null;
  readonly holderName: string | null;
  readonly holderLeft: boolean;
}

/** @throws {Refusal} `labs/message-broken` */
export const readGiven = ({ file, content }: { readonly file: string; readonly content: string }): FileRead =>
  readFile(Buffer.from(content, 'base64'), file);

export function counted(rows: readonly FateRow[]): { readonly counts: Counts; readonly closed: number } {
  const counts = Object.fromEntries(fates.map((fate) => [fate, rows.filter((row) => row.fate === fate).length]));
  return { counts: counts as Counts, closed: rows.filter(({ closed }) => closed).length };
}

/** As the log has it, each count under its name. */
export const factsOf = (
  rows: readonly FateRow[],
  { file, integrationId }: { readonly file: string; readonly integrationId: Id<'integration'> },
  messages: number,
) => {
  const { counts, closed } = counted(rows);
  const { new: newResults, corrected: sentAnew, known, nobody: nobodyHere, doubt: inDoubt } = counts;
  return { integrationId, file, messages, newResults, sentAnew, known, nobodyHere, inDoubt, closedRecords: closed };
};

/** What is told one by one: what has to be done something about comes first. */
export function toldOf(rows: readonly FateRow[], reports: readonly Report[]): Told[] {
  const order: readonly Fate[] = ['doubt', 'nobody', 'new', 'corrected', 'known'];
  return rows
    .filter(({ closed }) => !closed)
    .toSorted((one, other) => order.indexOf(one.fate) - order.indexOf(other.fate) || one.n - other.n)
    .slice(0, MOST_TOLD)
    .map((row) => {
      const report = reports[row.n];
      return {
        message: report?.message ?? 0,
        fate: row.fate,
        title: row.title ?? '',
        patientName: row.patientName ?? nameInMessage(report),
        patientId: row.patientId,
        resultId: row.fate === 'nobody' || row.fate === 'doubt' ? null : row.resultId,
        holder:
          row.holderId === null
            ? null
            : { userId: row.holderId, name: row.holderName ?? '', deactivated: row.holderLeft },
      };
    });
}

const nameInMessage = (report: Report | undefined): string =>
  [report?.patient.firstName, report?.patient.lastName].filter(Boolean).join(' ');

/** The one patient a file is about, unless others are in it, or the chart is closed to the actor. */
export function onlyPatient(rows: readonly FateRow[]): Id<'patient'> | null {
  const [only, ...others] = new Set(rows.map(({ patientId }) => patientId));
  return others.length === 0 ? (only ?? null) : null;
}
