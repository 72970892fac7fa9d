import { concerns } from '#kernel/audit-entry.ts';
import { command } from '#kernel/command.ts';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { poolWords } from '#web/words/pool.ts';
import { workKinds } from '#web/words/work-kinds.ts';
import { described, knownKind } from './describe.ts';
import { ExportPool, type PoolItem } from './pool-contract.ts';
import { allOfPool } from './pool-store.ts';
import { clinicZone } from './store.ts';

/** More than this no file holds. */
const MOST = 50_000;
const words = poolWords.file;

/** The pool as a file, in the clinic's time, as far as it is open to whoever takes it out. */
export const exportPool = command(ExportPool, async (tx, _actor, wanted) => {
  if (wanted.kind !== undefined) knownKind(wanted.kind);
  const [rows, zone] = await Promise.all([allOfPool(tx, wanted, MOST), clinicZone(tx)]);
  const items = await described(tx, rows);
  await concerns(
    tx,
    items.flatMap(({ patient }) => patient?.patientId ?? []),
  );
  return {
    output: { type: 'text/csv; charset=utf-8', fileName: words.name, content: linesOf(items, zone) },
    audit: { facts: { wanted, exported: items.length } },
  };
});

async function* linesOf(items: readonly PoolItem[], zone: string) {
  yield UTF8_MARK + csvLines([words.columns]);
  for (const { kind, says, patient, facet, since, cameFrom, arrivedFor } of items) {
    yield csvLines([
      [
        workKinds[kind]?.one ?? kind,
        says ?? '',
        patient?.name ?? '',
        facet ?? '',
        words.time(since, zone),
        cameFrom?.name ?? '',
        arrivedFor?.name ?? '',
      ],
    ]);
  }
}
