import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { claimWords } from '#web/words/claims.ts';
import type { ClaimRead, Step } from '../contract.ts';
import css from './claims.module.css';

const words = claimWords.read;

function say({ what, by, from, to }: Step): string {
  const name = (person: Step['by']) => person?.name ?? words.somebody;
  return words.steps[what](name(by), name(from), to?.name ?? words.pool);
}

/** How a claim went from hand to hand, and what was done about it; not there where nothing has happened yet. */
export const ClaimHistory = ({ history }: Pick<ClaimRead, 'history'>) =>
  history.length > 0 && (
    <Panel title={words.history}>
      <ol className={css.history}>
        {history.map((step) => (
          <li key={`${step.at} ${step.what}`}>
            {say(step)}
            <span className="tiny dim">
              <TimeText instant={step.at} />
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
