import { Button } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { useSession } from '#web/session.ts';
import { ConfirmWithPassword } from '#web/ui/confirm-with-password.tsx';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { Panel } from '#web/ui/panel.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { signInWords } from '#web/words/sign-in.ts';
import { EndSession, ListSessions } from '../contract.ts';
import { deviceOf } from './device.ts';

const words = signInWords.sessions;
type SessionLine = Output<typeof ListSessions>['sessions'][number];

export const loader = ({ request }: LoaderFunctionArgs) => load(ListSessions, {}, request);

const DeviceName = ({ agent, here }: SessionLine) => (
  <>
    {deviceOf(agent)} {here && <Tag tone="brand">{words.here}</Tag>}
  </>
);

/** Where one is signed in, and the way to end it. */
export function SessionsPage() {
  const { sessions } = useLoaderData<typeof loader>();
  const { clinic } = useSession();
  const { revalidate } = useRevalidator();
  const [ending, setEnding] = useState<SessionLine>();
  const [done, setDone] = useState(false);
  const { attempt, busy, setback, setSetback } = useAttempt();
  usePageTitle(words.title);
  const end = async ({ sessionId }: SessionLine, password: string) => {
    const answer = await attempt(() => call(EndSession, { sessionId }, { password }));
    if (!answer?.ok) return;
    setEnding(undefined);
    setDone(true);
    await revalidate();
  };
  const columns: Column<SessionLine>[] = [
    { key: 'device', label: words.device, small: 'title', cell: (line) => <DeviceName {...line} /> },
    { key: 'origin', label: words.origin, cell: ({ origin }) => origin ?? '' },
    { key: 'begun', label: words.begun, small: 'hide', cell: ({ begunAt }) => <TimeText instant={begunAt} /> },
    { key: 'seen', label: words.seen, cell: ({ seenAt }) => <TimeText instant={seenAt} /> },
    { key: 'ends', label: words.ends, small: 'hide', cell: ({ endsAt }) => <TimeText instant={endsAt} /> },
    {
      key: 'actions',
      label: words.actions,
      small: 'actions',
      // This one is ended by signing out.
      cell: (line) =>
        !line.here && (
          <Button
            size="xs"
            variant="default"
            aria-label={words.endNamed(deviceOf(line.agent))}
            onClick={() => {
              setSetback(undefined);
              setDone(false);
              setEnding(line);
            }}
          >
            {words.end}
          </Button>
        ),
    },
  ];
  return (
    <Main>
      <PageHeader title={words.title} lead={words.lead} />
      <div className="stack">
        {done && <Notice tone="ok" title={words.ended} />}
        <Panel flush>
          <DataTable
            label={words.label}
            columns={columns}
            rows={sessions}
            rowKey={({ sessionId }) => sessionId}
            rowName={({ agent }) => deviceOf(agent)}
          />
        </Panel>
        <p className="small dim">{words.limits(clinic.idleLimitMinutes)}</p>
      </div>
      {ending && (
        <ConfirmWithPassword
          opened
          title={words.endTitle(deviceOf(ending.agent))}
          does={words.endDoes}
          action={words.endAction}
          onClose={() => setEnding(undefined)}
          onConfirm={(password) => void end(ending, password)}
          refused={setback?.says}
          busy={busy}
        />
      )}
    </Main>
  );
}
