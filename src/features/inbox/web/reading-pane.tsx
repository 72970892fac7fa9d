import { IconArrowRight, IconUsersGroup } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { GiveDialog, HandSteps } from '#features/work/web/public.tsx';
import { load } from '#web/load.ts';
import { useCovers } from '#web/session.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { sayTimeWithin, TimeText } from '#web/ui/time-text.tsx';
import { inboxWords } from '#web/words/inbox.ts';
import { workWords } from '#web/words/work.ts';
import { uiWords } from '#web/words/ui.ts';
import { type Message, ReadMessage } from '../contract.ts';
import css from './inbox-page.module.css';
import { QuickReply } from './quick-reply.tsx';
import { Toolbar } from './toolbar.tsx';
import { useMessageActs } from './use-message-acts.ts';
import { useShortcuts } from './use-shortcuts.ts';

const words = inboxWords.reading;

export const loader = ({ params, request }: LoaderFunctionArgs): Promise<Message> =>
  load(ReadMessage, { itemId: (params['itemId'] ?? '') as Id<'item'> }, request);

/** Where the message is, when that is not simply the reader's inbox. */
function Whereabouts({ message }: { readonly message: Message }) {
  const clinic = useClinic();
  const covers = useCovers('message');
  const { state, cameFrom, arrivedFor, holder, author, snoozedUntil, filedAt } = message;
  if (state === 'inbox' && holder && covers(holder)) return <Notice>{workWords.onBehalf(holder.name)}</Notice>;
  if (state === 'pool' || cameFrom) {
    const Icon = state === 'pool' ? IconUsersGroup : IconArrowRight;
    const why =
      state === 'pool'
        ? cameFrom
          ? words.cameFromPool
          : words.inPoolWhy
        : state === 'elsewhere' && holder
          ? words.cameFromElse(uiWords.named(holder))
          : arrivedFor
            ? words.arrivedWhy
            : words.cameFromWhy;
    return (
      <div className={css.arrived}>
        <Icon size={18} aria-hidden />
        <p>
          <b>
            {arrivedFor
              ? words.arrivedFor(uiWords.named(arrivedFor))
              : cameFrom
                ? words.cameFrom(uiWords.named(cameFrom))
                : words.inPool}
          </b>
          <br />
          <span className="small">{why}</span>
        </p>
      </div>
    );
  }
  if (state === 'snoozed' && snoozedUntil)
    return <Notice>{words.snoozedUntil(sayTimeWithin(snoozedUntil, clinic))}</Notice>;
  if (state === 'filed' && filedAt && author) return <Notice>{words.filed(sayTimeWithin(filedAt, clinic))}</Notice>;
  return null;
}

const Thread = ({ thread }: Pick<Message, 'thread'>) =>
  thread.length > 0 && (
    <section className={css.thread} aria-labelledby="thread-title">
      <h3 id="thread-title">{words.thread}</h3>
      {thread.map(({ messageId, author, sentAt, subject, body }) => (
        <article key={messageId} className={css.earlier} aria-label={words.wrote(author.name)}>
          <div className={css.meta}>
            <PersonChip size="sm" name={author.name} deactivated={author.deactivated} detail={subject} />
            <span className="small dim">
              <TimeText instant={sentAt} />
            </span>
          </div>
          <p className={css.words}>{body}</p>
        </article>
      ))}
    </section>
  );

function OpenMessage({ message }: { readonly message: Message }) {
  const { revalidate } = useRevalidator();
  const acts = useMessageActs(message);
  const title = useRef<HTMLHeadingElement>(null);
  const { wasUnread, author, recipients, subject, body, sentAt, patient } = message;
  useShortcuts(acts.can);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  // The list, and the count at its tab, still say that it is unread.
  useEffect(() => {
    if (wasUnread) void revalidate();
  }, [wasUnread, revalidate]);
  return (
    <article className={css.open} aria-labelledby="message-title">
      <Toolbar acts={acts} />
      <div className={css.body}>
        {acts.trouble && !acts.giving && <Notice tone="bad">{acts.trouble}</Notice>}
        <Whereabouts message={message} />
        <h2 id="message-title" ref={title} tabIndex={-1}>
          {subject}
        </h2>
        <div className={css.meta}>
          <PersonChip
            name={author.name}
            deactivated={author.deactivated}
            detail={words.sentTo(recipients.map(uiWords.named))}
          />
          <span className="small dim">
            <TimeText instant={sentAt} />
          </span>
        </div>
        {patient && (
          <p className={css.about}>
            <span className="dim small">{words.about}</span>
            <Link to={`/patients/${patient.patientId}`}>{patient.name}</Link>
          </p>
        )}
        <p className={css.words}>{body}</p>
        <Thread thread={message.thread} />
        {message.hands.length > 0 && (
          <details className={css.hands}>
            <summary>{workWords.hands.title}</summary>
            <HandSteps hands={message.hands} />
          </details>
        )}
      </div>
      {acts.can.reply && <QuickReply message={message} />}
      {acts.beforeTaking}
      <GiveDialog
        kind="message"
        itemId={message.itemId}
        name={subject}
        opened={acts.giving}
        offered={({ userId }) => userId !== message.holder?.userId}
        busy={acts.busy}
        trouble={acts.trouble}
        onClose={acts.stopGiving}
        onGive={acts.give}
      />
    </article>
  );
}

/** The open message, with everything that can be done with it. */
export function ReadingPane() {
  const message = useLoaderData<typeof loader>();
  return <OpenMessage key={`${message.itemId} ${message.state}`} message={message} />;
}
