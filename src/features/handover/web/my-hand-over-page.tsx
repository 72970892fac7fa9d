import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import { ListColleagues } from '#features/users/contract.ts';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { keptPlanWords } from '#web/words/kept-plan.ts';
import { CheckPlan, ReadOwnPlan } from '../plan-contract.ts';
import css from './kept-plan.module.css';
import { labelOf, lineOf } from './plan.ts';
import { moveToFor, sayHow, sayPlace } from './where-words.ts';

const words = keptPlanWords.mine;

export async function loader({ request }: LoaderFunctionArgs) {
  const [{ kept, sites }, { colleagues }] = await Promise.all([
    load(ReadOwnPlan, {}, request),
    load(ListColleagues, {}, request),
  ]);
  return { kept, sites, colleagues };
}

/** What a leaver sees of the plan for the own leaving: all of it, to read and to say that it has been checked. */
export function MyHandOverPage() {
  const { kept } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={words.title} lead={kept ? words.lead : ''} />
      {kept ? (
        <div className="stack">
          <Rules />
          <Check key={kept.version} version={kept.version} said={kept.comment} checkedAt={kept.checkedAt} />
        </div>
      ) : (
        <Panel>
          <EmptyFace title={words.none} level={2}>
            {words.noneWhy}
          </EmptyFace>
        </Panel>
      )}
    </>
  );
}

function Rules() {
  const { kept, sites, colleagues } = useLoaderData<typeof loader>();
  const { locale } = useClinic();
  if (!kept) return null;
  const rulesOf = (of: string) => kept.plan.filter(({ kind }) => kind === of);
  const kinds = [...new Set(kept.plan.map(({ kind }) => kind))];
  return kinds.map((kind) => (
    <Panel key={kind} title={labelOf(kind)} id={`kind-${kind}`}>
      <ol>
        {rulesOf(kind).map((rule, at) => (
          <li key={lineOf(rule)}>
            <b>{sayPlace(rulesOf(kind), at, { sites, sets: undefined, colleagues, locale })}</b>{' '}
            <span aria-hidden>→</span> {sayHow(rule, moveToFor(kind), colleagues)}
          </li>
        ))}
      </ol>
    </Panel>
  ));
}

interface CheckProps {
  readonly version: number;
  readonly said: string;
  readonly checkedAt: string | null;
}

function Check({ version, said, checkedAt }: CheckProps) {
  const { revalidate } = useRevalidator();
  const [comment, setComment] = useState(said);
  const { busy, setback, attempt } = useAttempt();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    await attempt(() => call(CheckPlan, { basedOn: version, comment: comment.trim() }));
    await revalidate();
  };
  return (
    <Panel title={words.check} id="check">
      <form className={css.kept} onSubmit={(event) => void submit(event)}>
        {setback && <Notice tone="bad">{setback.code === 'request/version-stale' ? words.stale : setback.says}</Notice>}
        {checkedAt && (
          <Notice tone="ok" title={words.done}>
            {words.youSaid} <TimeText instant={checkedAt} within />.
          </Notice>
        )}
        <Textarea
          className={css.reuse}
          label={words.comment}
          description={words.commentHelp}
          maxLength={500}
          autosize
          minRows={3}
          value={comment}
          onChange={({ currentTarget: { value } }) => setComment(value)}
        />
        <Button type="submit" loading={busy}>
          {words.check}
        </Button>
      </form>
    </Panel>
  );
}
