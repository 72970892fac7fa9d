import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { load } from '#web/load.ts';
import { useCovers, useMay, useSession } from '#web/session.ts';
import { LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { questionnaireWords } from '#web/words/questionnaires.ts';
import { workWords } from '#web/words/work.ts';
import { GiveDialog, HoldersPanel, PatientLink, PersonCell, useWorkActs, WorkColumns } from '../../work/web/public.tsx';
import { CancelSent, GiveSent, ReadSent, RecordAnswers, type SentRead } from '../contract.ts';
import { Due } from './sent-page.tsx';

const words = questionnaireWords.read;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(ReadSent, { sentId: (params['sentId'] ?? '') as Id<'sent'> }, request);

/** Each questionnaire is a page of its own: what was just done to the one before is forgotten. */
export function AnswersPage() {
  const sent = useLoaderData<typeof loader>();
  return (
    <Main>
      <OneSent key={sent.sentId} sent={sent} />
    </Main>
  );
}

/** What was asked and answered, and who receives it. */
function OneSent({ sent }: { readonly sent: SentRead }) {
  const { userId } = useSession();
  const covers = useCovers('sent-questionnaire');
  const may = useMay();
  const { run, ask, asking, busy, trouble, did } = useWorkActs<'give'>();
  const { sentId, name, patient, status, holder, author, cameFrom, holders, sentAt, answeredAt } = sent;
  const awaiting = status === 'awaiting-answer';
  const late = status === 'cancelled' && holder.deactivated;
  const mine = awaiting && (holder.userId === userId || covers(holder));
  const facts = [
    { label: workWords.holders.author, value: <PersonCell person={author} /> },
    { label: questionnaireWords.columns.holder, value: <PersonCell person={holder} /> },
    ...(cameFrom ? [{ label: workWords.holders.cameFrom, value: <PersonCell person={cameFrom} /> }] : []),
    { label: questionnaireWords.columns.sent, value: <TimeText instant={sentAt} /> },
    { label: words.due, value: <Due {...sent} /> },
    ...(answeredAt ? [{ label: words.answered, value: <TimeText instant={answeredAt} /> }] : []),
    { label: words.alert, value: words.alertTo(sent.alertEmail, sent.alertPhone) },
  ];
  return (
    <>
      <PageHeader
        title={name}
        crumbs={[{ to: '/questionnaires', label: questionnaireWords.title }]}
        beside={<Tag tone={status === 'answered' ? 'ok' : 'plain'}>{questionnaireWords.statuses[status]}</Tag>}
        lead={<PatientLink patient={patient} />}
        actions={
          <>
            {mine && may('questionnaires.cancel-sent') && (
              <Button variant="subtle" disabled={busy} onClick={() => run(CancelSent, { sentId }, words.cancelled)}>
                {words.cancelSent}
              </Button>
            )}
            {mine && may('questionnaires.give-sent') && (
              <Button variant="default" onClick={() => ask('give')}>
                {workWords.give.button}
              </Button>
            )}
          </>
        }
      />
      <div className="stack">
        {trouble && !asking && <Notice tone="bad" title={trouble} />}
        {did && <Notice tone="ok" title={did} />}
        {late && <Notice>{questionnaireWords.endedOnLeaving}</Notice>}
        <WorkColumns>
          <Answers
            sent={sent}
            busy={busy}
            onRecord={
              (awaiting || late) && may('questionnaires.record-answers')
                ? (answers) => run(RecordAnswers, { sentId, answers }, words.recorded)
                : undefined
            }
          />
          <HoldersPanel facts={facts} holders={holders} />
        </WorkColumns>
      </div>
      <GiveDialog
        kind="sent-questionnaire"
        itemId={sentId}
        opened={asking === 'give'}
        name={name}
        pool={false}
        offered={(one) => one.userId !== holder.userId}
        busy={busy}
        trouble={trouble}
        onClose={() => ask(undefined)}
        onGive={(holderId, says) => holderId !== null && run(GiveSent, { sentId, holderId }, says)}
      />
    </>
  );
}

interface AnswersProps {
  readonly sent: SentRead;
  readonly busy: boolean;
  /** Left out where nothing can be typed in. */
  readonly onRecord: ((answers: string[]) => void) | undefined;
}

function Answers({ sent: { questions, answers }, busy, onRecord }: AnswersProps) {
  const [draft, setDraft] = useState(() => questions.map(() => ''));
  if (!onRecord) {
    return (
      <Panel title={words.answers}>
        <dl className="stack">
          {questions.map((question, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- two questions may be the same; their place is what tells them apart
            <div key={at}>
              <dt>
                <b>{question}</b>
              </dt>
              <dd>{answers?.[at] || <span className="dim">{words.noAnswer}</span>}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    );
  }
  const typed = draft.some((text) => text.trim() !== '');
  return (
    <Panel title={words.answers}>
      <div className="stack">
        {questions.map((question, at) => (
          <Textarea
            // oxlint-disable-next-line react/no-array-index-key -- two questions may be the same; their place is what tells them apart
            key={at}
            label={question}
            rows={2}
            maxLength={20_000}
            value={draft[at] ?? ''}
            onChange={({ currentTarget: { value } }) => setDraft(draft.with(at, value))}
          />
        ))}
        <div className="row">
          <Button loading={busy} disabled={!typed} onClick={() => onRecord(draft)}>
            {words.record}
          </Button>
        </div>
      </div>
      <LeaveGuard dirty={typed} why={words.dirty} />
    </Panel>
  );
}
