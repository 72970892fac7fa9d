import { useEffect, useState } from 'react';
import { Notice } from '#web/ui/notice.tsx';
import { secondFactorWords } from '#web/words/second-factors.ts';
import type { OwnFactors as Own } from '../contract.ts';
import { AppCard } from './app-card.tsx';
import { CodesCard } from './codes-card.tsx';
import { PasskeysCard } from './passkeys-card.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

const words = secondFactorWords.own;

interface OwnFactorsProps {
  readonly own: Own;
  readonly me: { readonly userId: string; readonly account: string; readonly name: string };
  /** Something has changed, and is asked for anew. */
  readonly onChanged: () => Promise<void>;
  /** Whoever had to add one first has done so, and has put the codes away. */
  readonly onFinished?: (() => void) | undefined;
}

/** One's own passkeys, authenticator app and recovery codes. */
export function OwnFactors({ own, me, onChanged, onFinished }: OwnFactorsProps) {
  const [said, setSaid] = useState<string>();
  const [codes, setCodes] = useState<readonly string[]>();
  const [kept, setKept] = useState(false);
  const asked = own.asked.filter(({ met }) => !met);
  const finished = kept && asked.length === 0;
  // Whoever puts the codes away before it is known that nothing is asked any more goes on once it is.
  useEffect(() => {
    if (finished) onFinished?.();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, and not whenever the way on is given anew
  }, [finished]);
  const finish = async (text: string, made: readonly string[] | null = null) => {
    setSaid(text);
    if (made) setCodes(made);
    await onChanged();
  };
  const keep = () => {
    setCodes(undefined);
    setKept(true);
  };
  const card = { own, me, onDone: finish };
  return (
    <>
      {said && <Notice tone="ok" title={said} />}
      {codes && <RecoveryCodes codes={codes} onKept={keep} />}
      {asked.map(({ role, secondFactor }) => (
        <Notice key={role} tone="warn" title={words.asked(role, secondFactor)} />
      ))}
      <PasskeysCard {...card} />
      <AppCard {...card} />
      <CodesCard {...card} />
    </>
  );
}

/** What each of the cards is given. */
export interface CardProps {
  readonly own: Own;
  readonly me: OwnFactorsProps['me'];
  /** What was done, in a sentence, and the recovery codes that came with it. */
  readonly onDone: (text: string, codes?: readonly string[] | null) => Promise<void>;
}
