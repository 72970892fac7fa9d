// A file, once made, is the clinic's own: in one language, and its table must come out as it did on the day of the
// hand-over, or its digest says so. Columns are therefore not for rewording.
export const receiptDocument = {
  title: (name: string) => `Hand-over of ${name}`,
  fileName: (name: string, day: string) => `hand-over ${name.replaceAll(/[/\\?%*:|"<>.\s]+/g, ' ').trim()} ${day}`,
  columns: ['Kind', 'Item', 'From', 'To', 'What happened', 'When'],
  clinic: 'Clinic',
  receipt: 'Receipt',
  leaver: 'Handed over from',
  done: 'Done',
  at: (at: string, by: string) => `${at} by ${by}`,
  reason: 'Reason',
  timeZone: 'Times by the clock of',
  before: 'Items counted before',
  lines: 'Items in the ledger',
  disconnected: 'Disconnected',
  undone: 'Given back since',
  undoneAt: (items: number, at: string) => `${items} on ${at}`,
  closed: 'Left out',
  closedSays: (items: number) =>
    `${items} that are closed to whoever took this out. The digest stands for the whole table.`,
  digest: 'SHA-256 of the table',
  digestSays:
    'The digest was sealed with the hand-over. It stands for the table of items as the CSV file holds it, from its line of headings to its end.',
  digestDiffers:
    'The table differs from the one this hand-over was sealed with. Ask whoever looks after the database how that came about.',
  summary: 'What went where',
  summaryColumns: ['Kind', 'Items', 'What happened', 'To'],
  items: 'Items',
  tooMany: (most: number) => `There are more than ${most}: each of them stands in the CSV file.`,
  happened: { transfer: 'moved', cancel: 'cancelled', return: 'unassigned pool' },
  page: (name: string, page: number) => `Hand-over of ${name}, page ${page}`,
};
