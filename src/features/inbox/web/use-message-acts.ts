import { type ReactNode, useState } from 'react';
import { useNavigate, useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { useAct } from '#web/act.ts';
import { useMay, useSession } from '#web/session.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { sayTimeWithin } from '#web/ui/time-text.tsx';
import { inboxWords } from '#web/words/inbox.ts';
import {
  FileMessage,
  GiveMessage,
  MarkUnread,
  type Message,
  SnoozeMessage,
  TakeMessage,
  UnfileMessage,
} from '../contract.ts';
import { useBeforeTaking } from '../../work/web/public.tsx';
import { useDesk } from './desk.ts';
import { forward, replyTo } from './draft.ts';

const words = inboxWords.did;

type Act = () => void;

/** What can be done with the open message, as it stands and as far as the reader may; what cannot is left out. */
export interface MessageActs {
  readonly can: {
    readonly reply?: Act;
    readonly forward?: Act;
    readonly file?: Act;
    readonly unfile?: Act;
    readonly snooze?: (until: string) => void;
    readonly bringBack?: Act;
    readonly markUnread?: Act;
    readonly take?: Act;
    /** Asks to whom. */
    readonly give?: Act;
  };
  /** What should be thought of before it is taken. */
  readonly beforeTaking: ReactNode;
  readonly giving: boolean;
  readonly give: (holderId: Id<'user'> | null, says: string) => void;
  readonly stopGiving: Act;
  readonly busy: boolean;
  readonly trouble: string | undefined;
}

/** Each act leads back to the list, which says what was done and how to take it back. */
export function useMessageActs(message: Message): MessageActs {
  const { act, busy, trouble, forget } = useAct();
  const [giving, setGiving] = useState(false);
  const { before, dialog } = useBeforeTaking();
  const { compose, did, listAddress } = useDesk();
  const { userId } = useSession();
  const clinic = useClinic();
  const may = useMay();
  const go = useNavigate();
  const { revalidate } = useRevalidator();
  const { itemId, subject, state } = message;
  const item = { itemId };

  const settled = (says: string, undo?: () => unknown) => async () => {
    did(undo ? { says, undo } : { says });
    await Promise.all([go(listAddress), revalidate()]);
  };
  const file = () => act(FileMessage, item, { done: settled(words.filed(subject), unfile) });
  const unfile = () => act(UnfileMessage, item, { done: settled(words.unfiled(subject)) });
  const bringBack = () => act(SnoozeMessage, { itemId, until: null }, { done: settled(words.unfiled(subject)) });
  const snooze = (until: string) =>
    act(
      SnoozeMessage,
      { itemId, until },
      { done: settled(words.snoozed(subject, sayTimeWithin(until, clinic)), bringBack) },
    );
  const markUnread = () => act(MarkUnread, item, { done: settled(words.unread(subject)) });
  const take = () =>
    act(TakeMessage, item, {
      done: async () => {
        did({ says: words.taken(subject) });
        await go(`/inbox/${itemId}`);
      },
    });

  const ask = (whether: boolean) => {
    forget();
    setGiving(whether);
  };
  const give = (holderId: Id<'user'> | null, says: string) =>
    void act(GiveMessage, { itemId, holderId }, { done: settled(says) });

  const open = state === 'inbox' || state === 'snoozed';
  const own = open || state === 'filed';
  const writes = may('inbox.send-message') && state !== 'pool';
  return {
    busy,
    trouble,
    beforeTaking: dialog,
    giving,
    give,
    stopGiving: () => ask(false),
    can: {
      ...(writes ? { reply: () => compose(replyTo(message, userId)) } : {}),
      ...(writes ? { forward: () => compose(forward(message, sayTimeWithin(message.sentAt, clinic))) } : {}),
      ...(open && may('inbox.file-message') ? { file: () => void file() } : {}),
      ...(state === 'filed' && may('inbox.unfile-message') ? { unfile: () => void unfile() } : {}),
      ...(open && may('inbox.snooze-message') ? { snooze: (until: string) => void snooze(until) } : {}),
      ...(state === 'snoozed' && may('inbox.snooze-message') ? { bringBack: () => void bringBack() } : {}),
      ...(own && state !== 'filed' && may('inbox.mark-unread') ? { markUnread: () => void markUnread() } : {}),
      ...(open && may('inbox.give-message') ? { give: () => ask(true) } : {}),
      ...(state === 'pool' && may('inbox.take-message')
        ? { take: () => before({ kind: 'message', itemId, name: subject }, () => void take()) }
        : {}),
    },
  };
}
