import { Button } from '@mantine/core';
import { type ToggleEvent, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { HandSteps } from '#features/work/web/public.tsx';
import type { HandStep } from '#features/work/contract.ts';
import { call } from '#web/api.ts';
import { LoadingFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { uiWords } from '#web/words/ui.ts';
import { workWords } from '#web/words/work.ts';
import { ReadTaskHistory } from '../contract.ts';
import css from './tasks-page.module.css';

const words = workWords.hands;

/** Through whose hands a task went; asked for when it is opened, and anew each time. */
export function TaskHands({ taskId }: { readonly taskId: Id<'task'> }) {
  const [hands, setHands] = useState<readonly HandStep[] | 'failed'>();
  const read = async () => {
    setHands(undefined);
    const answer = await call(ReadTaskHistory, { taskId }).catch(() => undefined);
    setHands(answer?.ok ? answer.value.hands : 'failed');
  };
  const toggled = ({ newState }: ToggleEvent<HTMLDetailsElement>) => {
    if (newState === 'open') void read();
  };
  return (
    <details className={css.details} onToggle={toggled}>
      <summary>{words.title}</summary>
      {hands === undefined ? (
        <LoadingFace label={uiWords.loading} />
      ) : hands === 'failed' ? (
        <Notice
          tone="bad"
          action={
            <Button size="xs" variant="default" onClick={() => void read()}>
              {uiWords.tryAgain}
            </Button>
          }
        >
          {words.failed}
        </Notice>
      ) : hands.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <HandSteps hands={hands} />
      )}
    </details>
  );
}
