import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { actWords } from '../words/acts.ts';
import css from './did-notice.module.css';

/** What has just been done, in a sentence, and how it is taken back. */
export interface Did {
  readonly says: string;
  readonly undo?: () => unknown;
}

/** A strip above a list that says what was just done to one of its rows. Always there, so that it is read out when it changes. */
export const DidNotice = ({ did }: { readonly did: Did | undefined }) => (
  <output className={css.did} data-empty={did === undefined}>
    {did && (
      <>
        <IconCircleCheck size={17} aria-hidden />
        <span className={css.words}>{did.says}</span>
        {did.undo && (
          <Button size="compact-sm" variant="subtle" onClick={() => void did.undo?.()}>
            {actWords.undo}
          </Button>
        )}
      </>
    )}
  </output>
);
