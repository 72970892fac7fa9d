import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, type LoaderFunctionArgs, useLoaderData, useLocation } from 'react-router';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { DataTable } from '#web/ui/data-table.tsx';
import { DidNotice } from '#web/ui/did-notice.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import type { DoneState } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { absenceWords } from '#web/words/absences.ts';
import { workKinds } from '#web/words/work-kinds.ts';
import { EndOwnAbsence, ListOwnAbsences } from '../contract.ts';
import { AbsencesTable } from './absences-table.tsx';
import { EndDialog } from './end-dialog.tsx';
import { useEnding } from './use-ending.ts';

const words = absenceWords.own;

export const loader = ({ request }: LoaderFunctionArgs) => load(ListOwnAbsences, {}, request);

/** When the reader is away and who covers, and for whom the reader covers. */
export function OwnAbsencesPage() {
  const { absences, covering } = useLoaderData<typeof loader>();
  const { locale } = useClinic();
  const may = useMay();
  const { state: left } = useLocation() as { state: Partial<DoneState> | null };
  const { ending, ask, end, busy, trouble, did } = useEnding(EndOwnAbsence);
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          may('absences.add-own-absence') && (
            <Button component={Link} to="/my/absences/add" leftSection={<IconPlus size={16} aria-hidden />}>
              {absenceWords.list.add}
            </Button>
          )
        }
      />
      <div className="stack">
        {left?.done && !did && <Notice tone="ok" title={left.done} />}
        <Panel flush>
          <DidNotice did={did} />
          {absences.length > 0 ? (
            <AbsencesTable
              own
              absences={absences}
              busy={busy}
              editTo={
                may('absences.update-own-absence') ? ({ absenceId }) => `/my/absences/${absenceId}/edit` : undefined
              }
              onEnd={may('absences.end-own-absence') ? ask : undefined}
            />
          ) : (
            <EmptyFace title={words.none} level={2}>
              {may('absences.add-own-absence') && words.noneWhy}
            </EmptyFace>
          )}
        </Panel>
        <Panel title={words.covering} flush={covering.length > 0}>
          {covering.length > 0 ? (
            <DataTable
              label={words.coveringTable}
              columns={[
                {
                  key: 'user',
                  label: words.coveringColumns.user,
                  small: 'title',
                  cell: ({ user }) => <PersonChip name={user.name} deactivated={user.deactivated} size="sm" />,
                },
                {
                  key: 'days',
                  label: words.coveringColumns.days,
                  cell: ({ from, until }) =>
                    absenceWords.list.fromTo(formatDay(from, locale), formatDay(until, locale)),
                },
                {
                  key: 'kinds',
                  label: words.coveringColumns.kinds,
                  cell: ({ kinds }) => kinds.map((kind) => workKinds[kind]?.many ?? kind).join(', '),
                },
              ]}
              rows={covering}
              rowKey={({ user, from }) => `${user.userId} ${from}`}
              rowName={({ user }) => user.name}
            />
          ) : (
            <p className="dim">{words.coveringNobody}</p>
          )}
        </Panel>
      </div>
      {ending && (
        <EndDialog absence={ending} busy={busy} trouble={trouble} onEnd={end} onClose={() => ask(undefined)} />
      )}
    </>
  );
}
