import { type RawBuilder, sql } from 'kysely';
import { concernsThose } from './audit-entry.ts';
import type { FileAnswer } from './contract.ts';
import { csvLines, UTF8_MARK } from './csv.ts';
import type { Tx } from './db.ts';
import { type Content, cursor, unread } from './stream.ts';

interface Table<Row> {
  readonly fileName: string;
  readonly columns: readonly string[];
  readonly rows: RawBuilder<Row>;
  readonly line: (row: Row) => readonly (string | number)[];
}

/** A table as what a command answers: its lines are read while it is sent, so that few of them are in memory however many there are. */
export function tableFile<Row>({ fileName, columns, rows, line }: Table<Row>) {
  return {
    output: { type: 'text/csv; charset=utf-8', fileName, content: unread() } satisfies FileAnswer,
    content: async function* linesOf(reading: Tx): Content {
      yield UTF8_MARK + csvLines([columns]);
      for await (const some of cursor(reading, rows)) yield csvLines(some.map(line));
    },
  };
}

const OF_PATIENT = sql`(r.patient ->> 'patientId')::uuid`;

/** The same of a table about patients. Whose lines they are, `whose` of each row `r`, is on record before the first leaves. */
export async function tableOfPatients<Row>(tx: Tx, table: Table<Row>, whose: RawBuilder<unknown> = OF_PATIENT) {
  await concernsThose(tx, sql`select ${whose} from (${table.rows}) r`);
  return tableFile(table);
}
