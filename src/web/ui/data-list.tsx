import { ActionIcon, Checkbox, NativeSelect } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { uiWords } from '../words/ui.ts';
import type { Column, DataTableProps } from './data-table.tsx';
import css from './data-table.module.css';

function SortFields<Row>({ columns, sort, onSort }: Pick<DataTableProps<Row>, 'columns' | 'sort' | 'onSort'>) {
  const sortable = columns.filter((column) => column.sortable);
  if (!onSort || sortable.length === 0) return null;
  const words = uiWords.table;
  const Arrow = sort?.direction === 'desc' ? IconArrowDown : IconArrowUp;
  return (
    <div className={css.sortFields}>
      <NativeSelect
        size="xs"
        label={words.sortBy}
        value={sort?.key ?? ''}
        data={[
          ...(sort ? [] : [{ value: '', label: '' }]),
          ...sortable.map(({ key, label }) => ({ value: key, label })),
        ]}
        onChange={(event) => event.currentTarget.value && onSort(event.currentTarget.value)}
      />
      {sort && (
        <ActionIcon
          variant="default"
          size={30}
          aria-label={sort.direction === 'asc' ? words.ascending : words.descending}
          onClick={() => onSort(sort.key)}
        >
          <Arrow size={16} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}

interface DataListProps<Row> extends DataTableProps<Row> {
  readonly onToggle: ((key: string) => void) | undefined;
}

/** The rows of a DataTable on a small screen: an entry of two lines each. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { label, columns, rows, rowKey, rowName, selected, onToggle, under, quiet } = props;
  const at = (place: Column<Row>['small'], row: Row) =>
    columns
      .filter((column) => (column.small ?? 'meta') === place)
      .map((column) => (
        <span key={column.key} data-col={column.key}>
          {column.cell(row)}
        </span>
      ));
  return (
    <>
      <SortFields {...props} />
      <ul className={css.list} aria-label={label}>
        {rows.map((row) => (
          <li key={rowKey(row)} data-quiet={quiet?.(row)} data-selected={selected?.has(rowKey(row))}>
            <div className={css.line}>
              {onToggle && (
                <Checkbox
                  size="sm"
                  aria-label={uiWords.table.select(rowName(row))}
                  checked={selected?.has(rowKey(row)) ?? false}
                  onChange={() => onToggle(rowKey(row))}
                />
              )}
              <span className={css.titleCell}>{at('title', row)}</span>
              <span className={css.sideCell}>{at('side', row)}</span>
            </div>
            <div className={css.second}>
              <div className={css.metaCell}>{at('meta', row)}</div>
              <div className={css.actionCell}>{at('actions', row)}</div>
            </div>
            {under?.(row)}
          </li>
        ))}
      </ul>
    </>
  );
}
