import { useState } from 'react';
import { DataTable } from '#web/ui/data-table.tsx';
import { auditWords as words } from '#web/words/audit.ts';
import type { Entry, Log } from '../contract.ts';
import { columnsOf } from './entry-columns.tsx';
import { EntryDetails } from './entry-details.tsx';

/** A page of entries; one at a time shows what it was before and after. */
export function EntryTable({ entries, names }: Pick<Log, 'entries' | 'names'>) {
  const [open, setOpen] = useState<number>();
  const isOpen = ({ entryId }: Entry) => entryId === open;
  const columns = columnsOf({
    isOpen,
    toggle: ({ entryId }) => setOpen(entryId === open ? undefined : entryId),
  });
  const details = (entry: Entry) => isOpen(entry) && <EntryDetails entry={entry} names={names} />;
  return (
    <DataTable
      label={words.table}
      columns={columns}
      rows={entries}
      rowKey={({ entryId }) => String(entryId)}
      rowName={({ entryId }) => words.entry(entryId)}
      under={details}
    />
  );
}
