import { EmptyFace } from '#web/ui/faces.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { secureMessageWords } from '#web/words/secure-messages.ts';
import { PersonCell } from '../../work/web/public.tsx';
import type { ConversationRead } from '../contract.ts';
import css from './thread.module.css';

const words = secureMessageWords.read;

/** What was said, by the clinic and by the outside party, in order. */
export const Thread = ({ conversation: { messages, party } }: { readonly conversation: ConversationRead }) => (
  <Panel title={words.thread}>
    {messages.length === 0 ? (
      <EmptyFace title={words.nothing} level={3}>
        {words.nothingWhy}
      </EmptyFace>
    ) : (
      <ol className={css.thread}>
        {messages.map(({ line, author, body, at }) => (
          <li key={line} className={css.message} data-outside={author === null}>
            <span className={css.head}>
              {author ? <PersonCell person={author} /> : <b>{party}</b>}
              <TimeText instant={at} />
            </span>
            <p className={css.body}>{body}</p>
          </li>
        ))}
      </ol>
    )}
  </Panel>
);
