import { Button } from '@mantine/core';
import { IconPencilPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { closedOr, isClosed, NotOpen } from '#features/emergency-access/web/public.tsx';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PatientHead } from '#web/ui/patient-head.tsx';
import { chartWords as words } from '#web/words/charts.ts';
import { type Chart, type ChartNote, CountOpenElsewhere, OpenChart, type OpenElsewhere } from '../contract.ts';
import { DraftsPanel } from './drafts-panel.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { NoteEditor } from './note-editor.tsx';
import { NotesPanel } from './notes-panel.tsx';
import { SignDialog } from './sign-dialog.tsx';

export const loader = ({ request, params }: LoaderFunctionArgs) => {
  const patientId = params['patientId'] as Id<'patient'>;
  const opened = Promise.all([load(OpenChart, { patientId }, request), openElsewhere(patientId, request)]);
  return closedOr(
    opened.then(([chart, elsewhere]) => ({ chart, elsewhere })),
    patientId,
  );
};

/** Null for whoever may not know. */
async function openElsewhere(patientId: Id<'patient'>, request: Request): Promise<OpenElsewhere | null> {
  const answer = await call(CountOpenElsewhere, { patientId }, { signal: request.signal });
  if (answer.ok) return answer.value;
  if (answer.code === 'actor/not-permitted') return null;
  // oxlint-disable-next-line no-throw-literal -- React Router hands what a loader throws to the error face as it is
  throw answer;
}

/** The chart; that it was opened is in the log. */
export function ChartPage() {
  const opened = useLoaderData<typeof loader>();
  if (!opened || isClosed(opened)) return <NotOpen record={opened?.closed ?? null} />;
  const { chart, elsewhere } = opened;
  return <OpenedChart key={chart.patient.patientId} chart={chart} elsewhere={elsewhere} />;
}

interface Said {
  readonly tone: 'ok' | 'warn';
  readonly title: string;
}

/** What is being done in the chart now, and what was done last. */
function useWriting() {
  const { revalidate } = useRevalidator();
  const [writing, setWriting] = useState<'new' | Id<'note'>>();
  const [signing, setSigning] = useState<ChartNote>();
  const [said, setSaid] = useState<Said>();
  const write = (which: 'new' | Id<'note'>) => {
    setSaid(undefined);
    setWriting(which);
  };
  const stop = () => {
    setWriting(undefined);
    setSigning(undefined);
  };
  const done = (title: string, tone: Said['tone'] = 'ok') => {
    stop();
    setSaid({ tone, title });
    void revalidate();
  };
  return { writing, write, signing, setSigning, said, stop, done };
}

interface OpenedChartProps {
  readonly chart: Chart;
  readonly elsewhere: OpenElsewhere | null;
}

function OpenedChart({ chart, elsewhere }: OpenedChartProps) {
  const may = useMay();
  const { writing, write, signing, setSigning, said, stop, done } = useWriting();
  const { patient, drafts } = chart;
  const editor = (note?: ChartNote) => (
    <NoteEditor
      patientId={patient.patientId}
      note={note}
      onSaved={(title) => done(words.editor.saved(title))}
      onClose={stop}
    />
  );
  const newNote = may('charts.write-note') && !writing && (
    <Button leftSection={<IconPencilPlus size={16} aria-hidden />} onClick={() => write('new')}>
      {words.newNote}
    </Button>
  );
  return (
    <div className="stack">
      <PatientHead patient={patient} here="chart" actions={newNote} />
      {said && <Notice tone={said.tone} title={said.title} />}
      {elsewhere && <Elsewhere patientId={patient.patientId} open={elsewhere} />}
      {writing === 'new' && <Panel title={words.editor.newTitle}>{editor()}</Panel>}
      <DraftsPanel
        drafts={drafts}
        writing={writing}
        editor={editor}
        onEdit={({ noteId }) => write(noteId)}
        onSign={setSigning}
      />
      <NotesPanel chart={chart} />
      {signing && (
        <SignDialog
          note={signing}
          onClose={stop}
          onSigned={() => done(words.signing.done(signing.title))}
          onStale={() => done(words.signing.stale, 'warn')}
        />
      )}
    </div>
  );
}
