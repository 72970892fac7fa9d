import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { labWords } from '#web/words/labs.ts';
import { PersonCell } from '../../work/web/public.tsx';
import { fates, type MessagesPreview, type Told } from '../contract.ts';
import css from './integrations.module.css';

const words = labWords.messages;
const tones = { new: 'ok', corrected: 'brand', known: 'plain', nobody: 'warn', doubt: 'bad' } as const;

type Row = Told & { readonly at: number };

/** A result that is here already can be looked at by whoever may. */
function ResultCell({ row, isRead }: { readonly row: Row; readonly isRead: boolean }) {
  const may = useMay();
  const title = row.title || words.untitled;
  const isThere = row.resultId !== null && (isRead || row.fate !== 'new');
  return isThere && may('results.read-result') ? <Link to={`/results/${row.resultId}`}>{title}</Link> : title;
}

function HolderCell({ row: { holder, fate }, isRead }: { readonly row: Row; readonly isRead: boolean }) {
  if (fate === 'nobody' || fate === 'doubt' || fate === 'known') return null;
  if (holder === null) return <span className="dim">{words.pool}</span>;
  return holder.deactivated && !isRead ? words.left(holder.name) : <PersonCell person={holder} />;
}

const columnsOf = (isRead: boolean): Column<Row>[] => [
  {
    key: 'patient',
    label: words.columns.patient,
    small: 'title',
    cell: ({ patientName }) => patientName || words.unnamed,
  },
  { key: 'result', label: words.columns.result, cell: (row) => <ResultCell row={row} isRead={isRead} /> },
  {
    key: 'fate',
    label: words.columns.fate,
    width: 130,
    small: 'side',
    cell: ({ fate }) => <Tag tone={tones[fate]}>{words.fates[fate]}</Tag>,
  },
  { key: 'holder', label: words.columns.holder, cell: (row) => <HolderCell row={row} isRead={isRead} /> },
];

interface MessagesToldProps {
  readonly told: MessagesPreview;
  /** It has been read; else this is what reading it would bring. */
  readonly isRead: boolean;
}

/** What a file of messages brings or has brought, for whom and to whom. */
export function MessagesTold({ told: { file, messages, counts, closed, told }, isRead }: MessagesToldProps) {
  const summary = fates.filter((fate) => counts[fate] > 0).map((fate) => words.counts[fate](counts[fate]));
  const all = fates.reduce((sum, fate) => sum + counts[fate], 0);
  return (
    <Panel title={file} lead={[words.brings(messages), ...summary].join(', ')} flush>
      <div className={`stack ${css.told}`}>
        {counts.doubt > 0 && <Notice tone="bad">{words.doubtWhy}</Notice>}
        {counts.nobody > 0 && <Notice tone="warn">{words.nobodyWhy}</Notice>}
        {closed > 0 && <Notice>{words.closed(closed)}</Notice>}
      </div>
      {told.length > 0 && (
        <DataTable
          label={words.table(file)}
          columns={columnsOf(isRead)}
          rows={told.map((one, at) => ({ ...one, at }))}
          rowKey={({ at }) => String(at)}
          rowName={({ patientName, title }) => `${patientName || words.unnamed}, ${title || words.untitled}`}
          quiet={({ fate }) => fate === 'known'}
        />
      )}
      {told.length + closed < all && <p className={`dim ${css.told}`}>{words.first(told.length)}</p>}
    </Panel>
  );
}
