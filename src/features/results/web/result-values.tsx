import { IconAlertTriangle } from '@tabler/icons-react';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { resultWords } from '#web/words/results.ts';
import type { Line } from '../contract.ts';
import css from './results.module.css';

const words = resultWords.read;

/** A device may give fifteen digits; five say as much. What it gave stands in the title. */
const shortened = (value: string): string =>
  /^-?\d+\.\d{5,}$/.test(value) ? String(Number(Number(value).toPrecision(5))) : value;

/** Words rather than a value: laboratories set them out in columns. */
const isText = (value: string): boolean => value.includes('\n') || value.length > 60;

interface Row extends Line {
  readonly at: number;
}

const columns: Column<Row>[] = [
  {
    key: 'test',
    label: words.columns.test,
    small: 'title',
    cell: ({ name, code }) => <span title={code}>{name}</span>,
  },
  {
    key: 'value',
    label: words.columns.value,
    small: 'meta',
    cell: ({ value, unit }) => (
      <span className={css.value} title={isText(value) ? undefined : value}>
        {isText(value) ? <span className={css.text}>{value}</span> : <b>{shortened(value)}</b>} {unit}
      </span>
    ),
  },
  { key: 'range', label: words.columns.range, small: 'meta', cell: ({ referenceRange }) => referenceRange },
  {
    key: 'flag',
    label: words.columns.flag,
    width: 120,
    small: 'side',
    cell: ({ abnormal }) =>
      abnormal && (
        <Tag tone="bad" icon={IconAlertTriangle}>
          {resultWords.abnormal}
        </Tag>
      ),
  },
];

/** What was measured, in the order of the report. */
export const ResultValues = ({ lines }: { readonly lines: readonly Line[] }) =>
  lines.length === 0 ? (
    <EmptyFace title={words.noValues} level={3} />
  ) : (
    <DataTable
      label={words.valuesTable}
      columns={columns}
      rows={lines.map((line, at) => ({ ...line, at }))}
      rowKey={({ at }) => String(at)}
      rowName={({ name }) => name}
    />
  );
