import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { GiveDialog, useBeforeTaking } from '#features/work/web/public.tsx';
import { useAct } from '#web/act.ts';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { useCovers, useMay, useSession } from '#web/session.ts';
import { formatKnownDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { resultWords } from '#web/words/results.ts';
import { workWords } from '#web/words/work.ts';
import {
  AcknowledgeResult,
  GiveResult,
  ListResults,
  PassResult,
  ReadResult,
  type ResultRead,
  type ResultSummary,
  TakeResult,
} from '../contract.ts';
import { FormerVersions } from './former-versions.tsx';
import { ResultHistory } from './result-history.tsx';
import css from './results.module.css';
import { ResultValues } from './result-values.tsx';

const words = resultWords.read;

/** The result, and the one that waits next for whoever reads it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const resultId = (params['resultId'] ?? '') as Id<'result'>;
  const result = await load(ReadResult, { resultId }, request);
  const open = await call(ListResults, {}, { signal: request.signal });
  const next = open.ok ? open.value.results.find((one) => one.resultId !== resultId) : undefined;
  return { result, next };
}

/** Each result is a page of its own: what was just done to the one before is forgotten. */
export function ResultPage() {
  const { result, next } = useLoaderData<typeof loader>();
  return <OneResult key={result.resultId} read={result} next={next} />;
}

interface OneResultProps {
  readonly read: ResultRead;
  readonly next: ResultSummary | undefined;
}

/** What was done here since the result was read; reading it again would be another look, with another entry. */
type Since = Partial<Pick<ResultRead, 'holder' | 'acknowledgedAt' | 'mayAcknowledge' | 'mayTake' | 'history'>> & {
  /** To whom it was given, in a sentence. */
  readonly given?: string;
};

function OneResult({ read, next }: OneResultProps) {
  const [since, setSince] = useState<Since>({});
  const { userId, firstName, lastName } = useSession();
  const covers = useCovers('result');
  const { act, busy, trouble } = useAct();
  const result = { ...read, ...since };
  const { resultId, title, patient, abnormal, urgent, conclusion, lines, holder, mayAcknowledge, mayTake } = result;
  const me = { userId, name: `${firstName} ${lastName}`, deactivated: false };
  const [giving, setGiving] = useState(false);
  const { before, dialog } = useBeforeTaking();
  const may = useMay();
  const step = (what: 'taken' | 'acknowledged', at: string) => [
    ...result.history,
    { at, what, by: me, from: null, to: null },
  ];
  const acknowledge = () =>
    act(
      AcknowledgeResult,
      { resultId },
      {
        done: ({ acknowledgedAt }) =>
          setSince({
            holder: me,
            acknowledgedAt,
            mayAcknowledge: false,
            mayTake: false,
            history: step('acknowledged', acknowledgedAt),
          }),
      },
    );
  const take = () =>
    act(
      TakeResult,
      { resultId },
      {
        done: () => setSince({ holder: me, mayTake: false, history: step('taken', new Date().toISOString()) }),
      },
    );
  const own = holder === null || holder.userId === userId || covers(holder);
  const give = (holderId: Id<'user'> | null, says: string) => {
    const done = () => {
      setGiving(false);
      setSince({ holder: null, mayAcknowledge: false, mayTake: false, given: says });
    };
    if (own) return act(GiveResult, { resultId, holderId }, { done });
    return act(PassResult, { resultId, fromId: holder.userId, holderId }, { done });
  };
  const waits = result.acknowledgedAt === null;
  const mayGive = waits && !since.given && may((own ? GiveResult : PassResult).name);
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[{ to: '/results', label: resultWords.title }]}
        beside={
          (abnormal || urgent) && (
            <Tag tone="bad" icon={IconAlertTriangle}>
              {urgent ? resultWords.urgent : resultWords.abnormal}
            </Tag>
          )
        }
        lead={<WhoseRecord patient={patient} />}
        actions={
          <>
            {mayGive && (
              <Button variant="default" disabled={busy} onClick={() => setGiving(true)}>
                {workWords.give.button}
              </Button>
            )}
            {mayTake && (
              <Button
                variant="default"
                disabled={busy}
                onClick={() => before({ kind: 'result', itemId: resultId, name: title }, () => void take())}
              >
                {words.take}
              </Button>
            )}
            {mayAcknowledge && (
              <Button
                leftSection={<IconCheck size={16} aria-hidden />}
                loading={busy}
                onClick={() => void acknowledge()}
              >
                {words.acknowledge}
              </Button>
            )}
          </>
        }
      />
      <div className="stack">
        {trouble && !giving && <Notice tone="bad" title={trouble} />}
        {since.acknowledgedAt ? (
          <Notice tone="ok" title={words.done} action={<NextButton next={next} />}>
            {words.doneWhy(title)}
          </Notice>
        ) : (
          since.holder && <Notice tone="ok" title={words.taken} />
        )}
        {since.given && <Notice tone="ok" title={since.given} action={<NextButton next={next} />} />}
        {waits && mayAcknowledge && holder && covers(holder) && <Notice>{workWords.onBehalf(holder.name)}</Notice>}
        {waits && !mayAcknowledge && holder && holder.userId !== userId && (
          <Notice>{words.notYours(holder.name)}</Notice>
        )}
        <div className={css.columns}>
          <div className="stack">
            <Panel title={words.values} flush>
              <ResultValues lines={lines} />
            </Panel>
            {conclusion && (
              <Panel title={words.conclusion}>
                <p className={css.prose}>{conclusion}</p>
              </Panel>
            )}
            <FormerVersions former={result.former} />
          </div>
          <ResultHistory result={result} />
        </div>
      </div>
      {dialog}
      <GiveDialog
        kind="result"
        itemId={resultId}
        opened={giving}
        name={title}
        offered={(one) => one.userId !== holder?.userId}
        busy={busy}
        trouble={trouble}
        onClose={() => setGiving(false)}
        onGive={(holderId, says) => void give(holderId, says)}
      />
    </>
  );
}

/** Whose result it is, and the way to the chart. */
function WhoseRecord({ patient }: Pick<ResultRead, 'patient'>) {
  const { locale } = useClinic();
  const { patientId, firstName, lastName, dateOfBirth, demographicNumber } = patient;
  const may = useMay();
  const name = `${firstName} ${lastName}`.trim();
  const facts = [
    ...(dateOfBirth ? [resultWords.born(formatKnownDay(dateOfBirth, locale))] : []),
    resultWords.numbered(demographicNumber),
  ];
  return (
    <>
      {may('charts.open-chart') ? <Link to={`/patients/${patientId}/chart`}>{name}</Link> : name}, {facts.join(', ')}
    </>
  );
}

const NextButton = ({ next }: { readonly next: ResultSummary | undefined }) =>
  next ? (
    <Button
      size="xs"
      component={Link}
      to={`/results/${next.resultId}`}
      rightSection={<IconArrowRight size={15} aria-hidden />}
    >
      {words.next(next.title)}
    </Button>
  ) : (
    <Button size="xs" variant="default" component={Link} to="/results">
      {words.backToList}
    </Button>
  );
