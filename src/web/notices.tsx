import { Button } from '@mantine/core';
import { useRevalidator } from 'react-router';
import { DismissNotice } from '#features/outbox/contract.ts';
import css from './notices.module.css';
import { useSession } from './session.ts';
import { Notice } from './ui/notice.tsx';
import { sayTime, TimeText } from './ui/time-text.tsx';
import { useClinic } from './ui/clinic-context.ts';
import { useAct } from './act.ts';
import { outboxWords as words } from './words/outbox.ts';

/** What a user is told on every page: what happened to their sign-in, until they put it away, and that it ends soon. */
export function Notices() {
  const { notices, loginEndsAt, limited } = useSession();
  const clinic = useClinic();
  const { revalidate } = useRevalidator();
  const { act, busy } = useAct();
  if (limited || (notices.length === 0 && !loginEndsAt)) return null;
  return (
    <section className={`${css.notices} no-print`} aria-label={words.region}>
      {loginEndsAt && (
        <Notice tone="warn" title={words.expiresSoon}>
          {words.expiresWhat} <TimeText instant={loginEndsAt} />.
        </Notice>
      )}
      {notices.map(({ noticeId, kind, facts, at }) => (
        <Notice
          key={noticeId}
          title={words.happened(kind, {
            by: facts.by,
            expires: facts.expiresAt ? sayTime(facts.expiresAt, clinic) : '',
          })}
          action={
            <Button
              size="xs"
              variant="default"
              disabled={busy}
              onClick={() => void act(DismissNotice, { noticeId }, { done: revalidate, refused: () => true })}
            >
              {words.dismiss}
            </Button>
          }
        >
          <TimeText instant={at} />. {words.notYou}
        </Notice>
      ))}
    </section>
  );
}
