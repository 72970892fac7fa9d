import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { type Colleague, useColleagues } from '#web/colleagues.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { actWords } from '#web/words/acts.ts';
import { uiWords } from '#web/words/ui.ts';
import { workWords } from '#web/words/work.ts';
import { Doubts } from '../../handover/web/public.tsx';
import css from './work.module.css';

const words = workWords.give;

interface GiveDialogProps {
  /** What is given. */
  readonly name: string;
  /** What kind of open work it is: what should be thought of before somebody has it stands there. */
  readonly kind: string;
  /** Which item: what stands against somebody's having it is said too. */
  readonly itemId?: string | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Who cannot have it is not offered. */
  readonly offered?: (colleague: Colleague) => boolean;
  /** Work that must always be somebody's cannot be laid in the pool. */
  readonly pool?: boolean;
  readonly busy: boolean;
  readonly trouble: string | undefined;
  readonly onGive: (holderId: Id<'user'> | null, says: string) => void;
}

/** Gives a piece of work to a colleague, or to the pool. */
export const GiveDialog = ({ opened, ...rest }: GiveDialogProps) => (
  <Dialog opened={opened} onClose={rest.onClose} title={words.title(rest.name)} closeLabel={words.close} size={480}>
    {opened && <GiveForm {...rest} />}
  </Dialog>
);

function GiveForm({
  onClose,
  offered = () => true,
  pool = true,
  kind,
  itemId,
  busy,
  trouble,
  onGive,
}: Omit<GiveDialogProps, 'opened'>) {
  const { colleagues, failed, again } = useColleagues();
  const [chosen, setChosen] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  if (failed) {
    return (
      <Notice
        tone="bad"
        action={
          <Button variant="default" size="xs" onClick={again}>
            {uiWords.tryAgain}
          </Button>
        }
      >
        {actWords.people.failed}
      </Notice>
    );
  }
  if (!colleagues) return <LoadingFace label={words.loading} />;
  const people = colleagues.filter((one) => !one.locked && offered(one));
  const give = () => {
    setTried(true);
    const holder = people.find(({ userId }) => userId === chosen);
    if (holder) onGive(holder.userId, words.given(holder.name));
    else if (pool) onGive(null, words.pooled);
  };
  return (
    <div className="stack">
      <PersonSelect
        label={words.who}
        description={pool ? words.pool : undefined}
        {...(pool ? { placeholder: words.poolPlaceholder } : {})}
        clearable={pool}
        people={people.map(({ userId, name, type }) => ({ value: userId, label: name, type }))}
        value={chosen}
        error={tried && !pool && chosen === null ? words.needed : undefined}
        onChange={setChosen}
      />
      <Doubts
        kind={kind}
        itemId={itemId}
        userId={chosen}
        name={people.find(({ userId }) => userId === chosen)?.name ?? ''}
      />
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <div className={css.actions}>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button loading={busy} onClick={give}>
          {words.give}
        </Button>
      </div>
    </div>
  );
}
