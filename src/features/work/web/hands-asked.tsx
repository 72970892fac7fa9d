import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#web/api.ts';
import { LoadingFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { uiWords } from '#web/words/ui.ts';
import { workWords } from '#web/words/work.ts';
import type { HandStep } from '../contract.ts';
import { HandSteps } from './hand-steps.tsx';
import css from './work.module.css';

const words = workWords.hands;

interface HandsAskedProps {
  readonly summary?: string;
  readonly ask: () => Promise<Answer<{ readonly hands: readonly HandStep[] }>>;
  readonly say?: (step: HandStep) => string;
}

/** Through whose hands it went; asked for when it is opened, and anew each time. */
export function HandsAsked({ summary = words.title, ask, say }: HandsAskedProps) {
  const [hands, setHands] = useState<readonly HandStep[] | 'failed'>();
  const read = async () => {
    setHands(undefined);
    const answer = await ask().catch(() => undefined);
    setHands(answer?.ok ? answer.value.hands : 'failed');
  };
  return (
    <details className={css.below} onToggle={({ currentTarget }) => currentTarget.open && void read()}>
      <summary>{summary}</summary>
      <Found hands={hands} say={say} onAgain={() => void read()} />
    </details>
  );
}

interface FoundProps {
  readonly say: HandsAskedProps['say'] | undefined;
  readonly hands: readonly HandStep[] | 'failed' | undefined;
  readonly onAgain: () => void;
}

function Found({ hands, say, onAgain }: FoundProps) {
  if (hands === undefined) return <LoadingFace label={uiWords.loading} />;
  if (hands === 'failed') {
    return (
      <Notice
        tone="bad"
        action={
          <Button size="xs" variant="default" onClick={onAgain}>
            {uiWords.tryAgain}
          </Button>
        }
      >
        {words.failed}
      </Notice>
    );
  }
  return hands.length === 0 ? (
    <p className="small">{words.none}</p>
  ) : (
    <HandSteps hands={hands} {...(say ? { say } : {})} />
  );
}
