import { Button } from '@mantine/core';
import { Fragment, type ReactNode, useId, useState } from 'react';
import { Notice } from '#web/ui/notice.tsx';
import { whatWaitsWords as words } from '#web/words/what-waits.ts';

/** What can wait for an administrator, in the order it is said. */
export type WaitsFor = keyof typeof words.what;

interface WaitsProps {
  /** The sentence for each thing, where there is something to say, and the day that counts for it, where one is known. */
  readonly says: readonly {
    readonly what: WaitsFor;
    readonly some: boolean;
    readonly day: string | undefined;
    readonly notice: ReactNode;
  }[];
}

/** What waits for an administrator: one thing as it is, several as one line that opens, so that the list stays in sight. */
export function Waits({ says }: WaitsProps) {
  const [open, setOpen] = useState(false);
  const listId = useId();
  const there = says.filter(({ some }) => some);
  if (there.length < 2) return there[0]?.notice;
  return (
    <>
      <Notice
        tone="warn"
        title={words.title(there.map(({ what, day }) => words.what[what](day)))}
        action={
          <Button
            size="xs"
            variant="default"
            aria-expanded={open}
            aria-controls={open ? listId : undefined}
            onClick={() => setOpen(!open)}
          >
            {open ? words.hide : words.show}
          </Button>
        }
      />
      {open && (
        <div id={listId} className="stack">
          {there.map(({ what, notice }) => (
            <Fragment key={what}>{notice}</Fragment>
          ))}
        </div>
      )}
    </>
  );
}
