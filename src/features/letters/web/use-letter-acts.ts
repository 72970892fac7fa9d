import { useState } from 'react';
import { useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { useAct } from '#web/act.ts';
import { letterWords } from '#web/words/letters.ts';
import {
  GiveLetter,
  type LetterRead,
  SendLetter,
  SignLetter,
  TakeLetter,
  type WayToSend,
  WithdrawLetter,
} from '../contract.ts';
import { workWords } from '#web/words/work.ts';

const words = letterWords.read;

/** Which dialog is open. */
export type Asking = 'sign' | 'send' | 'give' | 'withdraw';

/** What can be done with a letter. Afterwards, and when it was turned down as changed, it is read again. */
export function useLetterActs({ letterId, version, subject }: Pick<LetterRead, 'letterId' | 'version' | 'subject'>) {
  const { act, busy, trouble, forget } = useAct();
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState<Asking>();
  const [did, setDid] = useState<string>();
  const [stale, setStale] = useState(false);
  const ask = (what: Asking | undefined) => {
    forget();
    setAsking(what);
  };
  const after = (says: string) => ({
    done: async () => {
      setAsking(undefined);
      setStale(false);
      setDid(says);
      await revalidate();
    },
    refused: async (code: string) => {
      setDid(undefined);
      if (code !== 'request/version-stale') return false;
      setAsking(undefined);
      setStale(true);
      await revalidate();
      return true;
    },
  });
  return {
    busy,
    trouble,
    asking,
    did,
    stale,
    ask,
    sign: () => void act(SignLetter, { letterId, version }, after(words.signedNow)),
    send: (how: WayToSend, to: string) => void act(SendLetter, { letterId, how, to }, after(words.sentNow)),
    withdraw: (reason: string) => void act(WithdrawLetter, { letterId, reason }, after(words.withdrawnNow)),
    give: (holderId: Id<'user'> | null, says: string) => void act(GiveLetter, { letterId, holderId }, after(says)),
    take: () => void act(TakeLetter, { letterId }, after(workWords.took(subject))),
  };
}
