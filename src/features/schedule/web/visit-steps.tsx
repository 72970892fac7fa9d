import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import type { Output } from '#kernel/contract.ts';
import { LoadingFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { scheduleWords } from '#web/words/schedule.ts';
import { uiWords } from '#web/words/ui.ts';
import { visitWords as words } from '#web/words/visits.ts';
import { workWords } from '#web/words/work.ts';
import { ReadVisitHistory, type VisitStep } from '../visit-contract.ts';
import css from './visits.module.css';
import { type Sent, send } from './send.ts';

type History = Output<typeof ReadVisitHistory>;

/** What happened, in a sentence. */
function sayStep({ what, by, to, status }: VisitStep): string {
  const who = by?.name ?? words.somebody;
  const whom = to?.name ?? workWords.nobody;
  if (what === 'marked') return words.steps.marked(who, status ? scheduleWords.status[status] : '');
  return words.steps[what](who, whom);
}

interface VisitStepsProps {
  readonly appointmentId: Id<'appointment'>;
  readonly cancelled?: boolean;
}

/** What happened to an appointment, oldest first, and whether the patient was written to. */
export function VisitSteps(props: VisitStepsProps) {
  const [turn, setTurn] = useState(0);
  return <Steps key={turn} {...props} again={() => setTurn(turn + 1)} />;
}

function Steps({ appointmentId, cancelled = false, again }: VisitStepsProps & { readonly again: () => void }) {
  const [sent, setSent] = useState<Sent<History>>();
  useEffect(() => {
    let gone = false;
    const read = async () => {
      const answer = await send(ReadVisitHistory, { appointmentId });
      if (!gone) setSent(answer);
    };
    void read();
    return () => {
      gone = true;
    };
  }, [appointmentId]);
  if (!sent) return <LoadingFace label={uiWords.loading} />;
  if ('why' in sent) {
    return (
      <Notice
        tone="bad"
        action={
          <Button size="xs" variant="default" onClick={again}>
            {uiWords.tryAgain}
          </Button>
        }
      >
        {sent.why}
      </Notice>
    );
  }
  const { steps, toldAt } = sent.value;
  return (
    <>
      {steps.length === 0 && <p className="dim">{words.noHistory}</p>}
      <ol className={css.steps}>
        {steps.map((step) => (
          <li key={`${step.at}${step.what}`}>
            <span>{sayStep(step)}</span>
            <span className="small dim">
              <TimeText instant={step.at} />
              {step.reason && `: ${step.reason}`}
            </span>
          </li>
        ))}
      </ol>
      {cancelled && (
        <p className="small">
          {toldAt ? (
            <>
              {words.told} <TimeText instant={toldAt} within />.
            </>
          ) : (
            words.notTold
          )}
        </p>
      )}
    </>
  );
}
