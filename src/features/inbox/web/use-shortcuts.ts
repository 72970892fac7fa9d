import { useEffect } from 'react';
import type { MessageActs } from './use-message-acts.ts';

const shortcuts: Readonly<Record<string, 'reply' | 'forward' | 'file'>> = {
  KeyR: 'reply',
  KeyF: 'forward',
  KeyE: 'file',
};

/** Reply, forward and file by keyboard. With two modifiers: a single key would fire on what is dictated to the page. */
export function useShortcuts(can: MessageActs['can']): void {
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      const act = shortcuts[event.code];
      if (!act || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
      const doIt = can[act];
      if (!doIt || document.querySelector('[role=dialog]')) return;
      event.preventDefault();
      doIt();
    };
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  });
}
