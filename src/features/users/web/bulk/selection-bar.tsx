import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { Notice } from '#web/ui/notice.tsx';
import { bulkRoleWords as words } from '#web/words/bulk-roles.ts';
import { MOST_CHOSEN, type turns } from '../../bulk-contract.ts';
import type { Choices } from '../user-draft.ts';
import css from './bulk.module.css';
import { RolesDialog } from './roles-dialog.tsx';

interface SelectionBarProps {
  readonly selected: ReadonlySet<string>;
  readonly choices: Choices;
  readonly onClear: () => void;
}

/** What can be done with the selected users, on whichever pages of the list they stand. */
export function SelectionBar({ selected, choices: { roles }, onClear }: SelectionBarProps) {
  const [turn, setTurn] = useState<(typeof turns)[number]>();
  const [said, setSaid] = useState<string>();
  const { revalidate } = useRevalidator();
  const count = selected.size;
  const tooMany = count > MOST_CHOSEN;
  const begin = (which: (typeof turns)[number]) => {
    setSaid(undefined);
    setTurn(which);
  };
  const onDone = (done: string) => {
    setTurn(undefined);
    setSaid(done);
    onClear();
    void revalidate();
  };
  return (
    <>
      {said && count === 0 && (
        <div className={css.said}>
          <Notice tone="ok" title={said} />
        </div>
      )}
      {count > 0 && (
        <section className={css.bar} aria-label={words.bar}>
          <b aria-live="polite">{words.selected(count)}</b>
          <Button size="xs" variant="default" disabled={tooMany} onClick={() => begin('add')}>
            {words.add}
          </Button>
          <Button size="xs" variant="default" disabled={tooMany} onClick={() => begin('remove')}>
            {words.remove}
          </Button>
          <Button size="xs" variant="subtle" onClick={onClear}>
            {words.clear}
          </Button>
          {tooMany && <span className="small">{words.tooMany(MOST_CHOSEN)}</span>}
        </section>
      )}
      {turn && (
        <RolesDialog
          turn={turn}
          userIds={[...selected] as Id<'user'>[]}
          roles={roles}
          onClose={() => setTurn(undefined)}
          onDone={onDone}
        />
      )}
    </>
  );
}
