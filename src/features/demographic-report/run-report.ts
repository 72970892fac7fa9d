import { concerns } from '#kernel/audit-entry.ts';
import { command } from '#kernel/command.ts';
import type { Tx } from '#kernel/db.ts';
import { checkCriteria, recorded } from './checked.ts';
import { type Asked, RunReport, type Summary } from './contract.ts';
import { pastedIds } from './rules.ts';
import * as store from './store.ts';

/** So many of what was pasted in vain are named. */
const NAMED = 100;
const several = <T>(of: readonly T[]) => ({ count: of.length, first: of.slice(0, NAMED) });
const LONGEST_NAMED = 40;

async function summaryOf(tx: Tx, asked: Asked): Promise<Summary> {
  const { numbers, unreadable } = pastedIds(asked.criteria.demographicIds ?? '');
  const [counted, notFound, someClosed] = await Promise.all([
    store.countReport(tx, asked),
    store.numbersNotFound(tx, numbers),
    store.someClosed(tx),
  ]);
  const named = unreadable.map((word) => word.slice(0, LONGEST_NAMED));
  return { ...counted, unreadable: several(named), notFound: several(notFound), someClosed };
}

/** A page of a report, under the blocks of whoever asks. Looking is an act; the entry says what was asked for, and not who was found. */
export const runReport = command(RunReport, async (tx, _actor, { after, ...asked }) => {
  const { criteria } = await checkCriteria(tx, asked.criteria);
  const dated = { ...asked, criteria };
  const [page, summary] = await Promise.all([
    store.readPage(tx, dated, after),
    after === undefined ? summaryOf(tx, dated) : null,
  ]);
  await concerns(
    tx,
    page.patients.map(({ patientId }) => patientId),
  );
  const facts = { ...recorded(asked), ...(summary ? { patients: summary.shown } : { further: true }) };
  return { output: { ...page, summary }, audit: { facts } };
});
