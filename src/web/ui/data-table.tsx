import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { uiWords } from '../words/ui.ts';
import { DataList } from './data-list.tsx';
import type { Sort } from './data-table-sort.ts';
import css from './data-table.module.css';
import { useSmallScreen } from './small-screen.ts';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  readonly width?: number | string;
  readonly sortable?: boolean;
  readonly align?: 'right';
  /** Where the cell goes when the table becomes a list on small screens. */
  readonly small?: 'title' | 'side' | 'meta' | 'actions' | 'hide';
}

export interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** One page of rows, in the order they are shown. */
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Names the row to somebody who hears the page. */
  readonly rowName: (row: Row) => string;
  readonly sort?: Sort | undefined;
  /** The head of a sortable column was pressed; `nextSort` says what it asks for. */
  readonly onSort?: (key: string) => void;
  /** May hold rows of other pages too; they stay selected. */
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (keys: ReadonlySet<string>) => void;
  /** Shown under a row, over its full width. */
  readonly under?: (row: Row) => ReactNode;
  /** The row is history, or of no concern now. */
  readonly quiet?: (row: Row) => boolean;
}

const none: ReadonlySet<string> = new Set();

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

const arrows = { asc: IconArrowUp, desc: IconArrowDown, none: IconSelector };
const ariaSort = { asc: 'ascending', desc: 'descending', none: undefined } as const;

function Head<Row>({
  column,
  sort,
  onSort,
}: { readonly column: Column<Row> } & Pick<DataTableProps<Row>, 'sort' | 'onSort'>) {
  const direction = sort?.key === column.key ? sort.direction : 'none';
  const Arrow = arrows[direction];
  return (
    <th scope="col" style={{ width: column.width }} data-align={column.align} aria-sort={ariaSort[direction]}>
      {column.sortable && onSort ? (
        <button type="button" className={css.sort} data-on={direction !== 'none'} onClick={() => onSort(column.key)}>
          {column.label}
          <Arrow size={13} aria-hidden />
        </button>
      ) : (
        column.label
      )}
    </th>
  );
}

function SelectAll<Row>({ rows, rowKey, selected = none, onSelect }: DataTableProps<Row>) {
  const keys = rows.map(rowKey);
  const chosen = keys.filter((key) => selected.has(key)).length;
  const all = chosen === keys.length && chosen > 0;
  const others = () => new Set([...selected].filter((key) => !keys.includes(key)));
  return (
    <th className={css.pick}>
      <Checkbox
        size="xs"
        aria-label={uiWords.table.selectAll}
        checked={all}
        indeterminate={chosen > 0 && !all}
        onChange={() => onSelect?.(chosen > 0 ? others() : new Set([...selected, ...keys]))}
      />
    </th>
  );
}

function TableRow<Row>({ row, table }: { readonly row: Row; readonly table: DataTableProps<Row> }) {
  const { columns, rowKey, rowName, selected = none, onSelect, under, quiet } = table;
  const key = rowKey(row);
  const more = under?.(row);
  return (
    <tbody data-quiet={quiet?.(row)} data-selected={selected.has(key)}>
      <tr>
        {onSelect && (
          <td className={css.pick}>
            <Checkbox
              size="xs"
              aria-label={uiWords.table.select(rowName(row))}
              checked={selected.has(key)}
              onChange={() => onSelect(toggled(selected, key))}
            />
          </td>
        )}
        {columns.map((column) => (
          <td key={column.key} data-align={column.align}>
            {column.cell(row)}
          </td>
        ))}
      </tr>
      {more && (
        <tr className={css.under}>
          <td colSpan={columns.length + (onSelect ? 1 : 0)}>{more}</td>
        </tr>
      )}
    </tbody>
  );
}

/** One page of rows with sort, selection and row actions; a list of two-line entries on small screens. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, sort, onSort, selected = none, onSelect } = props;
  const small = useSmallScreen();
  if (small) return <DataList {...props} onToggle={onSelect && ((key) => onSelect(toggled(selected, key)))} />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
    <section className={css.scroll} tabIndex={0} aria-label={label}>
      <table className={css.table} aria-label={label}>
        <thead>
          <tr>
            {onSelect && <SelectAll {...props} />}
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} {...(onSort ? { onSort } : {})} />
            ))}
          </tr>
        </thead>
        {rows.map((row) => (
          <TableRow key={rowKey(row)} row={row} table={props} />
        ))}
      </table>
    </section>
  );
}
