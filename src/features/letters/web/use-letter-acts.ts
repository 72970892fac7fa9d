import type { Id } from '#kernel/brand.ts';
import { letterWords } from '#web/words/letters.ts';
import { workWords } from '#web/words/work.ts';
import { useBeforeTaking, useWorkActs } from '../../work/web/public.tsx';
import {
  GiveLetter,
  type LetterRead,
  PassLetter,
  SendLetter,
  SignLetter,
  TakeLetter,
  type WayToSend,
  WithdrawLetter,
} from '../contract.ts';

const words = letterWords.read;

/** What can be done with a letter. */
export function useLetterActs({
  letterId,
  version,
  subject,
  holder,
}: Pick<LetterRead, 'letterId' | 'version' | 'subject' | 'holder'>) {
  const { run, ...acts } = useWorkActs<'sign' | 'send' | 'give' | 'withdraw'>();
  const { before, dialog } = useBeforeTaking();
  return {
    ...acts,
    dialog,
    sign: () => run(SignLetter, { letterId, version }, words.signedNow),
    send: (how: WayToSend, to: string) => run(SendLetter, { letterId, how, to }, words.sentNow),
    withdraw: (reason: string) => run(WithdrawLetter, { letterId, reason }, words.withdrawnNow),
    give: (holderId: Id<'user'> | null, says: string) => run(GiveLetter, { letterId, holderId }, says),
    pass: (holderId: Id<'user'> | null, says: string) =>
      run(PassLetter, { letterId, fromId: holder?.userId ?? null, holderId }, says),
    take: () =>
      before({ kind: 'letter', itemId: letterId, name: subject }, () =>
        run(TakeLetter, { letterId }, workWords.took(subject)),
      ),
  };
}
