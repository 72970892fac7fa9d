import { command } from '#kernel/command.ts';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { Refusal } from '#kernel/refusal.ts';
import { cursor, unread } from '#kernel/stream.ts';
import { roleWords } from '#web/words/roles.ts';
import { ExportHolders, type Holder } from './access-contract.ts';
import { allHoldersAt, clinicToday, countHoldersAt, findPermission, readMoment } from './access-store.ts';
import { hasBeen } from './rules.ts';

const words = roleWords.holders;

const line = ({ name, type, through, locked, deactivated }: Holder) => [
  name,
  type,
  through.map((role) => role.name).join('; '),
  locked ? words.yes : words.no,
  deactivated ? words.yes : words.no,
];

/** Who has a permission, as a file. That it leaves is on record before its first line does. */
export const exportHolders = command(ExportHolders, async (tx, _actor, { permission, ...asOf }) => {
  const [asked, found, today] = await Promise.all([
    readMoment(tx, asOf),
    findPermission(tx, permission),
    clinicToday(tx),
  ]);
  if (!found) throw new Refusal('role/unknown-permission');
  const { moment } = hasBeen(asked);
  const users = await countHoldersAt(tx, permission, moment);
  return {
    output: { type: 'text/csv; charset=utf-8', fileName: words.file(today), content: unread() },
    content: async function* linesOf(reading) {
      yield UTF8_MARK + csvLines([words.csv]);
      for await (const rows of cursor(reading, allHoldersAt(permission, moment))) yield csvLines(rows.map(line));
    },
    audit: { facts: { permission, ...asOf, users } },
  };
});
