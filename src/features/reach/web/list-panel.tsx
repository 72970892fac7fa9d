import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { type DataTableProps, DataTable } from '#web/ui/data-table.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Pager } from '#web/ui/pager.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { reachWords as words } from '#web/words/reach.ts';
import css from './reach.module.css';
import type { useList } from './use-list.ts';

interface ListPanelProps<Row> {
  readonly title?: string;
  readonly filters: ReactNode;
  readonly table: DataTableProps<Row>;
  readonly list: ReturnType<typeof useList>;
  /** What an empty list says: unfiltered, and filtered. */
  readonly empty: { readonly title: string; readonly why: string };
  readonly filtered: boolean;
  readonly filteredWhy: string;
}

/** A list with its filters, its pager and its empty faces. */
export function ListPanel<Row>({ title, filters, table, list, empty, filtered, filteredWhy }: ListPanelProps<Row>) {
  const nothing = filtered ? (
    <EmptyFace
      level={3}
      title={words.noneMatch}
      action={
        <Button variant="default" onClick={list.clear}>
          {words.clear}
        </Button>
      }
    >
      {filteredWhy}
    </EmptyFace>
  ) : (
    <EmptyFace level={3} title={empty.title}>
      {empty.why}
    </EmptyFace>
  );
  return (
    <Panel flush title={title}>
      {(filtered || table.rows.length > 0) && <div className="no-print">{filters}</div>}
      <div aria-busy={list.isLoading} className={css.rows}>
        {table.rows.length === 0 ? nothing : <DataTable {...table} />}
      </div>
      {list.pager && table.rows.length > 0 && (
        <div className="no-print">
          <Pager {...list.pager} />
        </div>
      )}
    </Panel>
  );
}
