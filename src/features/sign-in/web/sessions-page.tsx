import { Button } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { useSession } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { Panel } from '#web/ui/panel.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { sayRefusal } from '#web/words/refusals.ts';
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
  const [said, setSaid] = useState<{ tone: 'ok' | 'bad'; text: string }>();
  usePageTitle(words.title);
  const end = async ({ sessionId }: SessionLine) => {
    const answer = await call(EndSession, { sessionId });
    setSaid(
      answer.ok ? { tone: 'ok', text: words.ended } : { tone: 'bad', text: sayRefusal(answer.code, answer.facts) },
    );
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
            onClick={() => void end(line)}
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
        {said && <Notice tone={said.tone} title={said.text} />}
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
    </Main>
  );
}
