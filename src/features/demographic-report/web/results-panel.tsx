import { Link } from 'react-router';
import { SaveSetForm } from '#features/patient-sets/web/public.tsx';
import { useMay } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Pager } from '#web/ui/pager.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { reportWords } from '#web/words/demographic-report.ts';
import { criteriaSentence } from '#web/words/report-criteria.ts';
import type { ReportChoices, ReportColumn, Run } from '../contract.ts';
import { FileButtons } from './file-buttons.tsx';
import css from './report-page.module.css';
import type { Result } from './use-report.ts';

const words = reportWords.result;
type Row = Run['patients'][number];

interface ResultsPanelProps {
  readonly result: Result;
  readonly choices: ReportChoices;
  readonly busy: boolean;
  readonly onNext: (() => void) | undefined;
  readonly onPrevious: (() => void) | undefined;
}

/** Names of the users and sites that criteria speak of. */
export const namesOf = ({ providers, sites }: ReportChoices) => {
  const names = new Map<string, string>([
    ...providers.map(({ userId, name }) => [userId, name] as const),
    ...sites.map(({ siteId, name }) => [siteId, name] as const),
  ]);
  return (id: string) => names.get(id);
};

function Cell({ row, column, at }: { readonly row: Row; readonly column: ReportColumn; readonly at: number }) {
  const may = useMay()('patients.read-patient');
  const value = reportWords.cell(column, row.cells[at] ?? '');
  if (at > 0 || !may || value === '') return value;
  return <Link to={`/patients/${row.patientId}`}>{value}</Link>;
}

const columnsOf = (asked: readonly ReportColumn[]): Column<Row>[] =>
  asked.map((column, at) => ({
    key: column,
    label: reportWords.columns[column],
    ...(at === 0 ? { small: 'title' as const } : {}),
    cell: (row) => <Cell row={row} column={column} at={at} />,
  }));

/** What was pasted in vain, and that some records are closed: reported, never dropped. */
function Remarks({ summary: { unreadable, notFound, someClosed } }: Pick<Result, 'summary'>) {
  return (
    <>
      {unreadable.count > 0 && <Notice tone="warn">{words.unreadable(unreadable.count, unreadable.first)}</Notice>}
      {notFound.count > 0 && <Notice tone="warn">{words.notFound(notFound.count, notFound.first)}</Notice>}
      {someClosed && <p className="small dim">{words.someClosed}</p>}
    </>
  );
}

/** Who was found, page by page, and what can be done with them. */
export function ResultsPanel({ result, choices, busy, onNext, onPrevious }: ResultsPanelProps) {
  const { asked, summary, page, from } = result;
  const { found, shown } = summary;
  return (
    <Panel
      title={words.title}
      lead={
        <>
          <output className={css.count}>{words.count(shown, found)}.</output>{' '}
          {criteriaSentence(asked.criteria, namesOf(choices))}
        </>
      }
      aside={shown > 0 && <FileButtons asked={asked} />}
      flush
    >
      <div className={css.above}>
        <Remarks summary={summary} />
        {shown > 0 && <SaveSetForm asked={asked} summary={summary} />}
      </div>
      {shown === 0 ? (
        <EmptyFace title={words.nobody}>{words.nobodyWhy}</EmptyFace>
      ) : (
        <div aria-busy={busy}>
          <DataTable
            label={words.table}
            columns={columnsOf(asked.columns)}
            rows={page.patients}
            rowKey={({ patientId }) => patientId}
            rowName={({ cells }) => words.patientOf(cells[0] ?? '')}
          />
          <Pager
            from={from}
            to={from + page.patients.length - 1}
            total={shown}
            onPrevious={onPrevious}
            onNext={onNext}
          />
        </div>
      )}
    </Panel>
  );
}
