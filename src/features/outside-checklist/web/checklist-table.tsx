import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconMinus } from '@tabler/icons-react';
import { useMay } from '#web/session.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { outsideChecklistWords as words } from '#web/words/outside-checklist.ts';
import { uiWords } from '#web/words/ui.ts';
import type { ChecklistLine } from '../contract.ts';
import type { Marking } from './mark-dialog.tsx';
import { MarkFiles } from './mark-files.tsx';
import { stateOf } from './state-of.ts';
import type { Files } from './use-files.ts';

const looks = {
  overdue: { tone: 'warn', icon: IconAlertTriangle },
  open: { tone: 'plain', icon: IconCircleDashed },
  done: { tone: 'ok', icon: IconCheck },
  'not-needed': { tone: 'plain', icon: IconMinus },
} as const;

function State({ line, busy, files }: { readonly line: ChecklistLine; readonly busy: boolean; readonly files: Files }) {
  const state = stateOf(line);
  const { mark } = line;
  return (
    <div>
      <Tag {...looks[state]}>{words[state]}</Tag>
      {mark && (
        <p className="small dim">
          {words.by(uiWords.named(mark.by))}, <TimeText instant={mark.at} />
        </p>
      )}
      {mark?.note && <p className="small">{mark.note}</p>}
      <MarkFiles line={line} busy={busy} files={files} />
    </div>
  );
}

interface ChecklistTableProps {
  readonly lines: readonly ChecklistLine[];
  readonly busy: boolean;
  readonly files: Files;
  readonly onMark: (marking: Marking) => void;
  readonly onTakeBack: (line: ChecklistLine) => void;
}

/** What there is to do, by when, and what was said of each line. */
export function ChecklistTable({ lines, busy, files, onMark, onTakeBack }: ChecklistTableProps) {
  const may = useMay();
  const { locale } = useClinic();
  const columns: Column<ChecklistLine>[] = [
    {
      key: 'line',
      label: words.columns.line,
      small: 'title',
      cell: ({ says, help }) => (
        <div>
          <strong>{says}</strong>
          <p className="small dim">{help}</p>
        </div>
      ),
    },
    {
      key: 'due',
      label: words.columns.due,
      width: 130,
      small: 'meta',
      cell: ({ dueOn, days }) => (dueOn ? formatDay(dueOn, locale, 'year') : words.relative(days)),
    },
    {
      key: 'state',
      label: words.columns.state,
      width: 260,
      small: 'meta',
      cell: (line) => <State line={line} busy={busy} files={files} />,
    },
    {
      key: 'actions',
      label: words.columns.actions,
      width: 220,
      small: 'actions',
      cell: (line) =>
        line.mark
          ? may('outside-checklist.take-back-mark') && (
              <Button
                size="xs"
                variant="default"
                disabled={busy}
                aria-label={words.act.takeBackNamed(line.says)}
                onClick={() => onTakeBack(line)}
              >
                {words.act.takeBack}
              </Button>
            )
          : may('outside-checklist.mark-line') && (
              <div className="row">
                <Button
                  size="xs"
                  variant="default"
                  aria-label={words.act.doneNamed(line.says)}
                  onClick={() => onMark({ line, state: 'done' })}
                >
                  {words.act.done}
                </Button>
                <Button
                  size="xs"
                  variant="subtle"
                  aria-label={words.act.notNeededNamed(line.says)}
                  onClick={() => onMark({ line, state: 'not-needed' })}
                >
                  {words.act.notNeeded}
                </Button>
              </div>
            ),
    },
  ];
  return (
    <DataTable
      label={words.table}
      columns={columns}
      rows={lines}
      rowKey={({ line }) => line}
      rowName={({ says }) => says}
      quiet={({ mark }) => mark !== null}
    />
  );
}
