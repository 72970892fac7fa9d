import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useLocation } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { load } from '#web/load.ts';
import { useCovers, useMay, useSession } from '#web/session.ts';
import { type DoneState, LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { secureMessageWords } from '#web/words/secure-messages.ts';
import { workWords } from '#web/words/work.ts';
import {
  GiveDialog,
  HoldersPanel,
  PatientLink,
  PersonCell,
  useBeforeTaking,
  useWorkActs,
  WorkColumns,
} from '../../work/web/public.tsx';
import {
  CloseConversation,
  type ConversationRead,
  GiveConversation,
  ReadConversation,
  RecordReply,
  TakeConversation,
  WriteMessage,
} from '../contract.ts';
import { ConversationState } from './conversations-table.tsx';
import { ReplyDialog } from './reply-dialog.tsx';
import { Thread } from './thread.tsx';

const words = secureMessageWords.read;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(ReadConversation, { conversationId: (params['conversationId'] ?? '') as Id<'conversation'> }, request);

/** Each conversation is a page of its own: what was just done to the one before is forgotten. */
export function ConversationPage() {
  const conversation = useLoaderData<typeof loader>();
  return (
    <Main>
      <OneConversation key={conversation.conversationId} conversation={conversation} />
    </Main>
  );
}

interface ConversationProps {
  readonly conversation: ConversationRead;
}
type Acts = ReturnType<typeof useWorkActs<'reply' | 'give'>>;

/** A conversation with an outside party: what was said, what is written, and whose it is. */
function OneConversation({ conversation }: ConversationProps) {
  const { userId } = useSession();
  const covers = useCovers('secure-message');
  const { state } = useLocation() as { state: Partial<DoneState> | null };
  const acts = useWorkActs<'reply' | 'give'>();
  const {
    subject,
    party,
    organization,
    address,
    patient,
    status,
    holder,
    author,
    cameFrom,
    arrivedFor,
    holders,
    openedAt,
  } = conversation;
  const isOpen = status !== 'closed';
  const mine = isOpen && (holder === null || holder.userId === userId || covers(holder));
  const said = acts.did ?? (acts.trouble || acts.stale ? undefined : state?.done);
  const facts: { label: string; value: ReactNode }[] = [
    { label: secureMessageWords.columns.author, value: <PersonCell person={author} /> },
    ...(isOpen ? [{ label: workWords.holders.holder, value: <PersonCell person={holder} /> }] : []),
    ...(arrivedFor ? [{ label: workWords.holders.arrivedFor, value: <PersonCell person={arrivedFor} /> }] : []),
    ...(cameFrom ? [{ label: workWords.holders.cameFrom, value: <PersonCell person={cameFrom} /> }] : []),
    { label: words.opened, value: <TimeText instant={openedAt} /> },
    { label: secureMessageWords.columns.party, value: words.with(party, organization, address) },
  ];
  return (
    <>
      <PageHeader
        title={subject}
        crumbs={[{ to: '/secure-messages', label: secureMessageWords.title }]}
        beside={<ConversationState status={status} />}
        lead={patient ? <PatientLink patient={patient} /> : secureMessageWords.noPatient}
        actions={<Actions conversation={conversation} mine={mine} acts={acts} />}
      />
      <div className="stack">
        {acts.trouble && !acts.asking && <Notice tone="bad" title={acts.trouble} />}
        {acts.stale && (
          <Notice tone="warn" title={words.changed}>
            {words.changedWhy}
          </Notice>
        )}
        {said && <Notice tone="ok" title={said} />}
        {mine && holder && covers(holder) && <Notice>{workWords.onBehalf(holder.name)}</Notice>}
        {isOpen && !mine && holder && <Notice>{workWords.notYours(holder.name)}</Notice>}
        <WorkColumns>
          <div className="stack">
            <Thread conversation={conversation} />
            {mine && <Composer conversation={conversation} acts={acts} />}
          </div>
          <HoldersPanel facts={facts} holders={holders} />
        </WorkColumns>
      </div>
    </>
  );
}

function Actions({ conversation, mine, acts }: ConversationProps & { readonly mine: boolean; readonly acts: Acts }) {
  const may = useMay();
  const { conversationId, subject, party, status, holder } = conversation;
  const { busy, trouble, asking, ask, run } = acts;
  const { before, dialog } = useBeforeTaking();
  const beside = { busy, trouble, onClose: () => ask(undefined) };
  return (
    <>
      {mine && may('secure-messages.close-conversation') && (
        <Button
          variant="subtle"
          disabled={busy}
          onClick={() => run(CloseConversation, { conversationId }, words.closedNow)}
        >
          {words.close}
        </Button>
      )}
      {mine && may('secure-messages.give-conversation') && (
        <Button variant="default" onClick={() => ask('give')}>
          {workWords.give.button}
        </Button>
      )}
      {mine && holder === null && may('secure-messages.take-conversation') && (
        <Button
          variant="default"
          disabled={busy}
          onClick={() =>
            before({ kind: 'secure-message', itemId: conversationId, name: subject }, () =>
              run(TakeConversation, { conversationId }, workWords.took(subject)),
            )
          }
        >
          {workWords.take}
        </Button>
      )}
      {status !== 'draft' && may('secure-messages.record-reply') && (
        <Button variant="default" onClick={() => ask('reply')}>
          {words.reply}
        </Button>
      )}
      {dialog}
      <ReplyDialog
        opened={asking === 'reply'}
        party={party}
        onReply={(body) => run(RecordReply, { conversationId, body }, words.repliedNow)}
        {...beside}
      />
      <GiveDialog
        kind="secure-message"
        itemId={conversationId}
        opened={asking === 'give'}
        name={subject}
        onGive={(holderId, says) => run(GiveConversation, { conversationId, holderId }, says)}
        {...beside}
      />
    </>
  );
}

/** What is being written; it stays there when the conversation has changed meanwhile. */
function Composer({ conversation, acts }: ConversationProps & { readonly acts: Acts }) {
  const may = useMay();
  const { conversationId, draft, version } = conversation;
  const [body, setBody] = useState(draft);
  /** What is kept of it by the server. */
  const [kept, setKept] = useState(draft);
  if (!may('secure-messages.write-message')) return null;
  const settled = (text: string) => () => {
    setBody(text);
    setKept(text);
  };
  const write = (send: boolean) =>
    acts.run(
      WriteMessage,
      { conversationId, body, send, version },
      send ? words.sentNow : words.keptNow,
      settled(send ? '' : body),
    );
  return (
    <Panel title={words.write} lead={words.writeHelp}>
      <div className="stack">
        <Textarea
          label={words.body}
          rows={6}
          maxLength={20_000}
          value={body}
          onChange={({ currentTarget: { value } }) => setBody(value)}
        />
        <div className="row">
          <Button loading={acts.busy} disabled={!body.trim()} onClick={() => write(true)}>
            {words.send}
          </Button>
          <Button variant="default" loading={acts.busy} disabled={body === kept} onClick={() => write(false)}>
            {words.keep}
          </Button>
        </div>
      </div>
      <LeaveGuard dirty={body !== kept} why={words.dirty} />
    </Panel>
  );
}
