import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { type RefusalCode, refusals } from '#kernel/refusal.ts';
import { call, type Refused } from '#web/api.ts';
import { load } from '#web/load.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { SaveBar } from '#web/ui/section-form.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { sayRefusal } from '#web/words/refusals.ts';
import { workReturnWords as words } from '#web/words/work-return.ts';
import { uiWords } from '#web/words/ui.ts';
import { ReadReceipt } from '../contract.ts';
import { PreviewReturn, TakeBackWork } from '../return-contract.ts';
import { ReasonedConfirm } from './reasoned-confirm.tsx';
import { type Choice, countOf, nothing, whatOf } from './return-choice.ts';
import { ReturnKinds } from './return-kinds.tsx';

type Chosen = Readonly<Record<string, Choice>>;

export async function loader({ params, request }: LoaderFunctionArgs) {
  const handoverId = params['handoverId'] as Id<'handover'>;
  const [receipt, work] = await Promise.all([
    load(ReadReceipt, { handoverId }, request),
    load(PreviewReturn, { handoverId }, request),
  ]);
  return { receipt, work };
}

export const ReturnPage = () => (
  <Permitted operation={TakeBackWork}>
    <Return />
  </Permitted>
);

/** What a leaver who has returned can have again, by kind or item by item. */
function Return() {
  const { receipt, work } = useLoaderData<typeof loader>();
  const { handoverId, leaver } = receipt;
  const { revalidate } = useRevalidator();
  const [chosen, setChosen] = useState<Chosen>({});
  // Read anew after each act: items that are listed by then would be those of before.
  const [round, setRound] = useState(0);
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<{ readonly tone: 'ok' | 'bad'; readonly text: string }>();
  const open = work.kinds.filter(({ unfinished }) => unfinished > 0);
  const count = open.reduce((sum, kind) => sum + countOf(kind, chosen[kind.kind] ?? nothing), 0);
  const after = (what: typeof said) => {
    setAsking(false);
    setSaid(what);
    setChosen({});
    setRound(round + 1);
    return revalidate();
  };
  const turnedDown = ({ code, facts }: Refused) => void after({ tone: 'bad', text: sayRefusal(code, facts) });
  return (
    <>
      <PageHeader
        title={words.title(leaver.name)}
        lead={words.lead(leaver.name)}
        crumbs={[
          { to: '/admin/users', label: words.manageUsers },
          { to: `/admin/handovers/${handoverId}`, label: words.receipt },
        ]}
      />
      <div className="stack">
        {said && <Notice tone={said.tone} title={said.text} />}
        {work.refused && (
          <Notice
            tone="warn"
            title={sayRefusal(work.refused in refusals ? (work.refused as RefusalCode) : 'actor/not-permitted')}
            action={
              work.refused === 'handover/leaver-still-out' && (
                <Button size="xs" variant="default" component={Link} to={`/admin/users/${leaver.userId}/activate`}>
                  {words.activate(leaver.name)}
                </Button>
              )
            }
          />
        )}
        <Panel flush title={words.table}>
          {open.length === 0 ? (
            <EmptyFace title={words.nothing} level={3}>
              {words.nothingWhy(leaver.name)}
            </EmptyFace>
          ) : (
            <ReturnKinds
              key={round}
              handoverId={handoverId}
              kinds={open}
              name={leaver.name}
              shut={work.refused !== null}
              chosen={chosen}
              onChoose={setChosen}
            />
          )}
        </Panel>
        {work.returns.length > 0 && (
          <Panel title={words.before}>
            <ul>
              {work.returns.map(({ at, by, items, reason }) => (
                <li key={at}>
                  <TimeText instant={at} />: {words.beforeLine(items, uiWords.named(by), reason)}
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
      {open.length > 0 && !work.refused && (
        <SaveBar said={words.chosen(count)}>
          <Button disabled={count === 0} onClick={() => setAsking(true)}>
            {words.button}
          </Button>
        </SaveBar>
      )}
      <ReasonedConfirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={words.confirm(count, leaver.name)}
        does={words.does(count, leaver.name)}
        action={words.button}
        act={(reason, beside) =>
          call(TakeBackWork, { handoverId, what: whatOf(open, chosen), items: count, reason }, beside)
        }
        onDone={({ items }) => after({ tone: 'ok', text: words.done(items, leaver.name) })}
        onTurnedDown={turnedDown}
      />
    </>
  );
}
