import { useState } from 'react';
import { useRevalidator } from 'react-router';
import { useAct } from '#web/act.ts';
import type { Did } from '#web/ui/did-notice.tsx';
import { absenceWords } from '#web/words/absences.ts';
import type { Absence, EndAbsence, EndOwnAbsence } from '../contract.ts';

/** Ends an absence after asking, and says so above the list. */
export function useEnding(operation: typeof EndAbsence | typeof EndOwnAbsence) {
  const { revalidate } = useRevalidator();
  const { act, busy, trouble, forget } = useAct();
  const [ending, setEnding] = useState<Absence>();
  const [did, setDid] = useState<Did>();
  const settled = async (says?: string) => {
    setEnding(undefined);
    if (says) setDid({ says });
    await revalidate();
  };
  const end = () => {
    if (!ending) return;
    const done = () => settled(absenceWords.ending.done(ending.user.name));
    const { absenceId, version } = ending;
    // Somebody else was quicker: the list behind the question shows what is so now.
    const refused = () => revalidate().then(() => false);
    void act(operation, { absenceId, version }, { done, refused });
  };
  const ask = (absence: Absence | undefined) => {
    forget();
    setEnding(absence);
  };
  return { ending, ask, end, busy, trouble, did };
}
