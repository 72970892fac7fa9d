import { useState } from 'react';
import { useRevalidator } from 'react-router';
import type { Input, Operation } from '#kernel/contract.ts';
import { useAct } from '#web/act.ts';
import type { Did } from '#web/ui/did-notice.tsx';
import { workWords as words } from '#web/words/work.ts';
import { useBeforeTaking } from './use-before-taking.tsx';

/** Takes a piece of work of a kind out of the pool and shows the list as it is then, also when it was turned down. */
export function useTaking<T extends Operation>(operation: T, kind: string) {
  const { act, busy, trouble } = useAct();
  const { revalidate } = useRevalidator();
  const [did, setDid] = useState<Did>();
  const { before, dialog } = useBeforeTaking();
  const take = (input: Input<T>, { itemId, name }: { readonly itemId: string; readonly name: string }): void => {
    const done = async () => {
      setDid({ says: words.took(name) });
      await revalidate();
    };
    const refused = async () => {
      await revalidate();
      return false;
    };
    before({ kind, itemId, name }, () => void act(operation, input, { done, refused }));
  };
  return { take, busy, trouble, did: trouble ? undefined : did, dialog };
}
