import { Button, Textarea } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { type FormEvent, useMemo, useState } from 'react';
import { useRevalidator } from 'react-router';
import { useAct } from '#web/act.ts';
import { newKey } from '#web/new-key.ts';
import { useSession } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { inboxWords } from '#web/words/inbox.ts';
import { type Message, SendMessage } from '../contract.ts';
import { useDesk } from './desk.ts';
import { replyTo } from './draft.ts';
import css from './inbox-page.module.css';

const words = inboxWords.quick;

/** A line back to the author, without leaving the message. */
export function QuickReply({ message }: { readonly message: Message }) {
  const { act, busy, trouble } = useAct();
  const { did } = useDesk();
  const { userId } = useSession();
  const { revalidate } = useRevalidator();
  const [body, setBody] = useState('');
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- not read: other words are another message
  const key = useMemo(newKey, [body]);
  const { author } = message;
  if (author.userId === userId) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (body.trim() === '') return;
    const { subject, patient, replyToId } = replyTo(message, userId);
    const about = { patientId: patient?.patientId ?? null, replyToId };
    await act(
      SendMessage,
      { recipientIds: [author.userId], subject, body, ...about },
      {
        key,
        done: async () => {
          setBody('');
          did({ says: inboxWords.did.sent([author.name]) });
          await revalidate();
        },
      },
    );
  };
  return (
    <form className={css.reply} onSubmit={(event) => void submit(event)}>
      {author.deactivated && <p className={css.gone}>{words.gone(author.name)}</p>}
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <Textarea
        aria-label={words.label(author.name)}
        placeholder={words.label(author.name)}
        rows={2}
        maxLength={20_000}
        value={body}
        onChange={({ currentTarget: { value } }) => setBody(value)}
      />
      <Button
        type="submit"
        variant={body.trim() ? 'filled' : 'default'}
        loading={busy}
        leftSection={<IconSend size={16} aria-hidden />}
      >
        {words.send}
      </Button>
    </form>
  );
}
