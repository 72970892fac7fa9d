import { type RawBuilder, sql } from 'kysely';
import { concernsThose } from './audit-entry.ts';
import type { FileAnswer } from './contract.ts';
import { csvLines, UTF8_MARK } from './csv.ts';
import type { Tx } from './db.ts';
import { type Content, cursor, unread } from './stream.ts';

/** What a line is about, where it is about a patient. */
interface OfPatient {
  readonly patient: { readonly patientId: string } | null;
}

interface Table<Row> {
  readonly fileName: string;
  readonly columns: readonly string[];
  readonly rows: RawBuilder<Row>;
  readonly line: (row: Row) => readonly (string | number)[];
}

/**
 * A table about patients as what a command answers: its lines are read while it is sent, so that few of them are in memory
 * however many there are. Whose they are is on record before.
 */
export async function tableFile<Row extends OfPatient>(tx: Tx, { fileName, columns, rows, line }: Table<Row>) {
  await concernsThose(tx, sql`select (r.patient ->> 'patientId')::uuid from (${rows}) r`);
  return {
    output: { type: 'text/csv; charset=utf-8', fileName, content: unread() } satisfies FileAnswer,
    content: async function* linesOf(reading: Tx): Content {
      yield UTF8_MARK + csvLines([columns]);
      for await (const some of cursor(reading, rows)) yield csvLines(some.map(line));
    },
  };
}
