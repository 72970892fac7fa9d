import type { ReactNode } from 'react';
import { Panel } from '#web/ui/panel.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { resultWords } from '#web/words/results.ts';
import { uiWords } from '#web/words/ui.ts';
import type { ResultRead, Step } from '../contract.ts';
import css from './results.module.css';

const words = resultWords.read;

type Person = ResultRead['orderer'];

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const named = (person: Person, otherwise: string) =>
  person ? (
    <PersonChip name={person.name} deactivated={person.deactivated} size="sm" />
  ) : (
    <span className="dim">{otherwise}</span>
  );

function say({ what, by, from, to }: Step): string {
  const name = (person: Person) => (person ? uiWords.named(person) : words.somebody);
  return words.steps[what](name(by), name(from), to || what !== 'given' ? name(to) : words.pool);
}

/** Who ordered a result, who has it, and how it came from hand to hand. */
export function ResultHistory({ result }: { readonly result: ResultRead }) {
  const { orderer, ordererNamed, holder, cameFrom, arrivedFor, issuedAt, status, category, acknowledgedAt, history } =
    result;
  return (
    <Panel title={words.whose}>
      <dl className={css.who}>
        <Fact label={words.orderedBy}>
          {named(orderer, ordererNamed ? words.asNamed(ordererNamed) : resultWords.nobody)}
        </Fact>
        {acknowledgedAt === null && <Fact label={words.heldBy}>{named(holder, resultWords.inPool)}</Fact>}
        {arrivedFor && <Fact label={words.arrivedFor}>{named(arrivedFor, '')}</Fact>}
        {cameFrom && cameFrom.userId !== arrivedFor?.userId && (
          <Fact label={words.cameFrom}>{named(cameFrom, '')}</Fact>
        )}
        <Fact label={words.issued}>
          <TimeText instant={issuedAt} />
        </Fact>
        <Fact label={words.state}>{[category, status].filter(Boolean).join(', ')}</Fact>
      </dl>
      {history.length > 0 && (
        <>
          <h3 className={css.historyHead}>{words.history}</h3>
          <ol className={css.history}>
            {history.map((step) => (
              <li key={`${step.at} ${step.what}`}>
                {say(step)}
                <span className={css.detail}>
                  <TimeText instant={step.at} />
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </Panel>
  );
}
