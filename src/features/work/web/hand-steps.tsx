import { TimeText } from '#web/ui/time-text.tsx';
import { workWords } from '#web/words/work.ts';
import type { HandStep } from '../contract.ts';
import css from './work.module.css';

const words = workWords.hands;

/** Who moved it, from whom and to whom, in a sentence. */
function usually({ by, from, to }: HandStep): string {
  if (!to) return by ? words.pooled(by.name) : words.toPool;
  if (!by) return words.back(to.name);
  if (by.userId === to.userId) return from ? words.tookFrom(by.name, from.name) : words.took(by.name);
  return from && from.userId !== by.userId ? words.moved(by.name, from.name, to.name) : words.gave(by.name, to.name);
}

interface HandStepsProps {
  readonly hands: readonly HandStep[];
  readonly say?: (step: HandStep) => string;
}

/** From hand to hand, oldest first. */
export const HandSteps = ({ hands, say = usually }: HandStepsProps) => (
  <ol className={css.history}>
    {hands.map((step) => (
      <li key={`${step.at} ${step.to?.userId}`}>
        {say(step)}
        <span className={css.detail}>
          <TimeText instant={step.at} />
        </span>
      </li>
    ))}
  </ol>
);
