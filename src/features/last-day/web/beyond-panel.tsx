import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { call } from '#web/api.ts';
import { saveFile } from '#web/save-file.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { lastDayWords } from '#web/words/last-day.ts';
import { type Beyond, ListBeyond, type Standing } from '../contract.ts';
import css from './last-day-page.module.css';

const words = lastDayWords.beyond;

interface BeyondPanelProps {
  readonly user: Standing['user'];
  readonly thought: { readonly day?: string; readonly time?: string };
  /** There is a moment to be beyond of. */
  readonly known: boolean;
  readonly beyond: Standing['beyond'];
  readonly listed: Output<typeof ListBeyond>;
}

/** What is booked after the last day: how much, and what of it the reader may see. */
export function BeyondPanel({ user, thought, known, beyond: { items }, listed }: BeyondPanelProps) {
  const [read, setRead] = useState(listed);
  const { busy, setback, attempt } = useAttempt();
  if (!known) return null;
  const { appointments, next } = read;
  const page = (after: string) => call(ListBeyond, { userId: user.userId, ...thought, after });
  const more = async (after: string) => {
    const answer = await attempt(() => page(after));
    if (answer?.ok) setRead({ ...answer.value, appointments: [...read.appointments, ...answer.value.appointments] });
    return answer?.ok ? answer.value : undefined;
  };
  const save = async () => {
    let [all, after] = [[...appointments], next];
    while (after) {
      // oxlint-disable-next-line no-await-in-loop -- each page begins where the one before ends
      const answer = await more(after);
      if (!answer) return;
      all = [...all, ...answer.appointments];
      after = answer.next;
    }
    const rows = all.map(({ startsAt, patient, site }) => [startsAt, patient, site]);
    const { when, patient, site } = words.columns;
    const text = UTF8_MARK + csvLines([[when, patient, site], ...rows]);
    saveFile(`${words.file(user.name)}.csv`, new Blob([text], { type: 'text/csv' }));
  };
  const columns: Column<Beyond>[] = [
    {
      key: 'when',
      label: words.columns.when,
      small: 'side',
      width: 200,
      cell: ({ startsAt, day }) => (
        <Link to={`/schedule?day=${day}&provider=${user.userId}`}>
          <TimeText instant={startsAt} />
        </Link>
      ),
    },
    { key: 'patient', label: words.columns.patient, small: 'title', cell: ({ patient }) => patient },
    { key: 'site', label: words.columns.site, small: 'meta', cell: ({ site }) => site },
  ];
  const closed = next ? 0 : items - appointments.length;
  return (
    <Panel
      flush={appointments.length > 0}
      title={words.title}
      id="beyond"
      lead={[items === 0 ? words.none : words.count(items), ...(closed > 0 ? [words.closed(closed)] : [])].join(' ')}
      aside={
        appointments.length > 0 && (
          <Button
            size="xs"
            variant="default"
            loading={busy}
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => void save()}
          >
            {words.export}
          </Button>
        )
      }
    >
      {appointments.length > 0 && (
        <DataTable
          label={words.table}
          columns={columns}
          rows={appointments}
          rowKey={({ appointmentId }) => appointmentId}
          rowName={({ patient }) => patient}
        />
      )}
      {(next || setback) && (
        <div className={css.more}>
          {setback && <p role="alert">{setback.says}</p>}
          {next && (
            <Button size="compact-sm" variant="default" loading={busy} onClick={() => void more(next)}>
              {words.more}
            </Button>
          )}
        </div>
      )}
    </Panel>
  );
}
