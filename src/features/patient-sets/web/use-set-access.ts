import { useEffect, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { atPassword, useAttempt } from '#web/use-attempt.ts';
import { actWords } from '#web/words/acts.ts';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { type AccessPreview, LayBlock, PreviewSetAccess, ReadSetAccess, type SetAccess } from '../access-contract.ts';
import { asked, changeOf, choicesOf, type Draft, draftOf } from './access-draft.ts';

const words = patientSetWords.access;

/** The set access of a user as it was shown, what is made of it, and how it is saved. */
export function useSetAccess(userId: Id<'user'> | undefined) {
  const [access, setAccess] = useState<SetAccess>();
  const [draft, setDraft] = useState<Draft>(new Map());
  const [trouble, setTrouble] = useState<string>();
  const [theirs, setTheirs] = useState<SetAccess>();
  const [preview, setPreview] = useState<AccessPreview>();
  const [news, setNews] = useState<readonly string[]>([]);
  const looking = useAttempt();
  const saving = useAttempt(atPassword);
  useEffect(() => {
    if (!userId) return undefined;
    const stop = new AbortController();
    const read = async () => {
      const answer = await call(ReadSetAccess, { userId }, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      if (!answer?.ok) setTrouble(answer ? sayRefusal(answer.code, answer.facts) : actWords.awayLook);
      else {
        setAccess(answer.value);
        setDraft(draftOf(answer.value));
      }
    };
    void read();
    return () => stop.abort();
  }, [userId]);

  const base: Draft = access ? draftOf(access) : new Map();
  const choices = access ? choicesOf(access) : [];
  const changes = choices.flatMap((set) => {
    const change = changeOf(base, draft, set.setId);
    return change ? [{ ...set, change }] : [];
  });

  /** Sets that are others by now than were shown: said, and shown as they are. */
  const takeNews = (now: AccessPreview['sets']): boolean => {
    if (!access) return false;
    const current = new Map(now.map((set) => [set.setId, set]));
    const closing = choices.filter(({ setId }) => draft.has(setId));
    const said = closing.flatMap(({ setId, name, versionNumber }) => {
      const set = current.get(setId);
      if (!set) return [words.goneSet(name)];
      return set.versionNumber === versionNumber ? [] : [words.changedSet(set.name, set.members, set.versionNumber)];
    });
    const there = ({ setId }: { readonly setId: Id<'set'> }) => current.has(setId) || !draft.has(setId);
    setAccess({
      ...access,
      blackListed: access.blackListed.filter(there).map((set) => ({ ...set, ...current.get(set.setId) })),
      sets: access.sets.filter(there).map((set) => current.get(set.setId) ?? set),
    });
    setDraft(new Map([...draft].filter(([setId]) => current.has(setId))));
    setNews(said);
    return said.length > 0;
  };
  /** Done was pressed: what it would come to is looked at before anything is saved. */
  const look = async () => {
    if (!access) return;
    const asking = { userId: access.userId, setIds: [...draft.keys()] };
    const answer = await looking.attempt(() => call(PreviewSetAccess, asking), actWords.awayLook);
    if (!answer?.ok) return;
    saving.setSetback(undefined);
    if (!takeNews(answer.value.sets)) setPreview(answer.value);
  };
  const save = async (password: string, liftReason: string, onSaved: (says: string) => void) => {
    if (!access) return;
    const { version, name } = access;
    const sent = {
      userId: access.userId,
      version,
      blackListed: asked(draft, choices),
      ...(liftReason.trim() ? { liftReason } : {}),
    };
    const answer = await saving.attempt(() => call(LayBlock, sent, { password }), patientSetWords.away);
    if (answer?.ok) onSaved(words.saved(name, answer.value.laid, answer.value.lifted));
    else if (answer?.code === 'request/version-stale') await compare();
    else if (answer?.code === 'set/changed' || answer?.code === 'set/not-found') {
      setPreview(undefined);
      await look();
    }
  };
  const compare = async () => {
    if (!access) return;
    setPreview(undefined);
    const answer = await looking.attempt(() => call(ReadSetAccess, { userId: access.userId }), actWords.awayLook);
    if (answer?.ok) setTheirs(answer.value);
  };
  /** Goes on from what somebody else has saved meanwhile. */
  const goOn = (merged: Draft) => {
    if (theirs) setAccess(theirs);
    setDraft(merged);
    setTheirs(undefined);
  };
  /** Another user is chosen: nothing of the last one stays. */
  const clear = () => {
    setAccess(undefined);
    setTrouble(undefined);
    setNews([]);
  };
  return {
    clear,
    access,
    trouble,
    base,
    draft,
    setDraft,
    choices,
    changes,
    news,
    look,
    looking,
    preview,
    forget: () => setPreview(undefined),
    save,
    saving,
    theirs,
    leaveTheirs: () => setTheirs(undefined),
    goOn,
  };
}
