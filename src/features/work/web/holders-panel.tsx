import type { ReactNode } from 'react';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { workWords } from '#web/words/work.ts';
import type { HolderStep } from '../contract.ts';
import { PersonCell } from './cells.tsx';
import css from './work.module.css';

const words = workWords.holders;

interface HoldersPanelProps {
  /** What else is to be known of it, each under its label. */
  readonly facts: readonly { readonly label: string; readonly value: ReactNode }[];
  readonly holders: readonly HolderStep[];
}

/** Who held it, oldest first. */
const HolderSteps = ({ holders }: Pick<HoldersPanelProps, 'holders'>) => (
  <ol className={css.history}>
    {holders.map(({ holder, from, until }) => (
      <li key={from}>
        <PersonCell person={holder} />
        <span className={css.detail}>
          {until ? words.from : words.since} <TimeText instant={from} />
          {until && (
            <>
              {' '}
              {words.until} <TimeText instant={until} />
            </>
          )}
        </span>
      </li>
    ))}
  </ol>
);

/** Below a row: who held it, once it was somebody else's too. */
export const holdersBelow = ({ holders }: Pick<HoldersPanelProps, 'holders'>) =>
  holders.length > 1 && (
    <details className={css.below}>
      <summary>{words.history}</summary>
      <HolderSteps holders={holders} />
    </details>
  );

/** Whose work it is, and who held it until then. */
export const HoldersPanel = ({ facts, holders }: HoldersPanelProps) => (
  <Panel title={words.title}>
    <dl className={css.who}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
    <h3 className={css.historyHead}>{words.history}</h3>
    <HolderSteps holders={holders} />
  </Panel>
);
