import { readMoment, standingOf } from '#features/roles/public.ts';
import { hasBeen } from '#features/roles/rules.ts';
import { concernsNumbers } from '#kernel/audit-entry.ts';
import { command } from '#kernel/command.ts';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { Refusal } from '#kernel/refusal.ts';
import { cursor, unread } from '#kernel/stream.ts';
import { reachWords } from '#web/words/reach.ts';
import { ExportReach } from './contract.ts';
import { yesOrNo } from './lines.ts';
import { factsOf } from './rules.ts';
import * as store from './store.ts';

const words = reachWords.reach;

const line = (of: store.ClosedLine) => [
  of.demographicNumber,
  of.lastName,
  of.firstName,
  of.dateOfBirth ?? '',
  of.set,
  of.since,
  of.laidBy ?? '',
  of.endsAt ?? '',
  yesOrNo(of.masterFileOpen),
  yesOrNo(of.emergencyAllowed),
  yesOrNo(of.patientRequest),
  of.reason,
];

/** What is closed to a user, as a file; nothing of whoever is closed to the reader. That it leaves is on record before its first line does. */
export const exportReach = command(ExportReach, async (tx, _actor, { userId, keyword, blockId, ...asOf }) => {
  const { moment } = hasBeen(await readMoment(tx, asOf));
  const which = { moment, keyword, blockId };
  const [standing, { lines, today }] = await Promise.all([
    standingOf(tx, userId, moment),
    store.countReach(tx, userId, which),
  ]);
  if (!standing) throw new Refusal('user/not-found');
  await concernsNumbers(tx, store.numbersInReach(userId, which));
  return {
    output: { type: 'text/csv; charset=utf-8', fileName: words.file(today), content: unread() },
    content: async function* linesOf(reading) {
      yield UTF8_MARK + csvLines([words.csv]);
      for await (const rows of cursor(reading, store.wholeReach(userId, which))) yield csvLines(rows.map(line));
    },
    audit: {
      subjectUserId: userId,
      facts: factsOf({ filters: { ...asOf, blockId, keyword }, shown: lines, exporting: true }),
    },
  };
});
