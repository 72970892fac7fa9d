import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import type { Output } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { useColleagues } from '#web/colleagues.ts';
import { useAttempt } from '#web/use-attempt.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { actWords } from '#web/words/acts.ts';
import { poolWords } from '#web/words/pool.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { Doubts } from '../../work/web/public.tsx';
import { AssignWithheld, PreviewWithheld } from '../pool-contract.ts';
import { labelOf } from './plan.ts';
import css from './unassigned-page.module.css';

const words = poolWords.dialog;

interface WithheldDialogProps {
  readonly kind: string;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}

/** How much of a kind somebody can take: asked anew for each user that is chosen. */
function useAble(kind: string, userId: string | null) {
  type Found = { readonly for: string; readonly weighed?: Output<typeof PreviewWithheld>; readonly refused?: string };
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    if (userId === null) return undefined;
    const stop = new AbortController();
    const ask = async () => {
      const input = { kind, userId: userId as Id<'user'> };
      const answer = await call(PreviewWithheld, input, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      if (answer?.ok) setFound({ for: userId, weighed: answer.value });
      else setFound({ for: userId, refused: answer ? sayRefusal(answer.code, answer.facts) : poolWords.away });
    };
    void ask();
    return () => stop.abort();
  }, [kind, userId]);
  return found?.for === userId ? found : undefined;
}

/** Gives what is withheld of one kind to a colleague who may see it; nothing is shown but how much. */
export function WithheldDialog({ kind, onClose, onDone }: WithheldDialogProps) {
  const { colleagues, failed } = useColleagues();
  const [chosen, setChosen] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const { attempt, busy, setback } = useAttempt();
  const found = useAble(kind, chosen);
  const people = (colleagues ?? []).filter(({ locked }) => !locked);
  const name = people.find(({ userId }) => userId === chosen)?.name ?? '';
  const { items = 0, able = 0 } = found?.weighed ?? {};
  const assign = async () => {
    setTried(true);
    if (chosen === null || able === 0) return;
    const answer = await attempt(() => call(AssignWithheld, { kind, userId: chosen as Id<'user'>, items: able }));
    if (answer?.ok) onDone(poolWords.assigned(answer.value.items, name));
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={poolWords.withheld.dialog(labelOf(kind))}
      size={520}
      closeLabel={words.close}
    >
      <div className="stack">
        <PersonSelect
          label={words.who}
          description={words.whoHelp}
          people={people.map(({ userId, name: label, type }) => ({ value: userId, label, detail: type }))}
          value={chosen}
          error={failed ? actWords.people.failed : tried && chosen === null ? words.needed : undefined}
          onChange={setChosen}
        />
        {chosen !== null && !found && <output>{words.checking}</output>}
        {found?.refused && <Notice tone="bad">{found.refused}</Notice>}
        {found?.weighed && (
          <Notice
            tone={able === 0 ? 'bad' : able < items ? 'warn' : 'ok'}
            title={
              able === 0
                ? words.nothing(name)
                : able < items
                  ? poolWords.withheld.some(able, items, name)
                  : poolWords.withheld.all(able, name)
            }
          />
        )}
        {able > 0 && <Doubts kind={kind} userId={chosen} name={name} />}
        <SetbackNotice setback={setback} />
        <div className={css.actions}>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button loading={busy} onClick={() => void assign()}>
            {found?.weighed && able > 0 ? words.assign(able) : poolWords.assign}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
