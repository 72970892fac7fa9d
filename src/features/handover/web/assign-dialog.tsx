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
import { handoverWords } from '#web/words/handover.ts';
import { listWords } from '#web/words/lists.ts';
import { poolWords } from '#web/words/pool.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { DoubtsNotice } from '../../work/web/public.tsx';
import { AssignPool, type PoolItem, PreviewAssignment } from '../pool-contract.ts';
import { blocking, type Conflict } from '../work-kind.ts';
import { labelOf } from './plan.ts';
import css from './unassigned-page.module.css';

const words = poolWords.dialog;
type Weighed = Output<typeof PreviewAssignment>['items'];
type Doubted = Output<typeof PreviewAssignment>['doubts'];

interface AssignDialogProps {
  readonly items: readonly PoolItem[];
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}

const isBarred = ({ conflict }: Weighed[number]) => blocking.includes(conflict as Conflict);
/** What is to be thought of for the kinds that would be given, and of what overlaps. */
const doubtsOf = (able: Weighed, doubts: Doubted): string[] => [
  ...doubts.filter(({ kind }) => able.some((one) => one.kind === kind)).map(({ doubt }) => doubt),
  ...able.flatMap(({ conflict }) => conflict ?? []),
];
const asked = (items: readonly PoolItem[]) => items.map(({ kind, itemId }) => ({ kind, itemId }));

/** What giving these to a user would come to: asked anew for each user that is chosen. */
function useWeighed(items: readonly PoolItem[], userId: string | null) {
  const [found, setFound] = useState<{
    readonly for: string;
    readonly weighed?: Weighed;
    readonly doubts?: Doubted;
    readonly refused?: string;
  }>();
  useEffect(() => {
    if (userId === null) return undefined;
    const stop = new AbortController();
    const input = { userId: userId as Id<'user'>, items: asked(items) };
    const ask = async () => {
      const answer = await call(PreviewAssignment, input, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      if (answer?.ok) setFound({ for: userId, weighed: answer.value.items, doubts: answer.value.doubts });
      else setFound({ for: userId, refused: answer ? sayRefusal(answer.code, answer.facts) : listWords.away });
    };
    void ask();
    return () => stop.abort();
  }, [items, userId]);
  return found?.for === userId ? found : undefined;
}

function Outcome({
  items,
  weighed,
  name,
}: {
  readonly items: number;
  readonly weighed: Weighed;
  readonly name: string;
}) {
  const barred = weighed.filter(isBarred);
  const fits = weighed.length - barred.length;
  const gone = items - weighed.length;
  return (
    <Notice
      tone={fits === 0 ? 'bad' : barred.length + gone > 0 ? 'warn' : 'ok'}
      title={fits === 0 ? words.nothing(name) : words.fits(fits, name)}
    >
      {barred.length > 0 && (
        <>
          <p>{words.barred(barred.length)}</p>
          <ul className={css.against}>
            {[
              ...Map.groupBy(
                barred,
                ({ kind, conflict }) =>
                  `${labelOf(kind)}: ${handoverWords.deactivate.conflictWords[conflict ?? ''] ?? conflict}`,
              ),
            ].map(([what, of]) => (
              <li key={what}>
                {what} ({of.length})
              </li>
            ))}
          </ul>
        </>
      )}
      {gone > 0 && <p>{words.gone(gone)}</p>}
    </Notice>
  );
}

/** Gives what is chosen to a colleague, as far as nothing stands against it. */
export function AssignDialog({ items, onClose, onDone }: AssignDialogProps) {
  const { colleagues, failed } = useColleagues();
  const [chosen, setChosen] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const { attempt, busy, setback } = useAttempt();
  // The items stay the same while the dialog is open; the page makes the list anew.
  const [given] = useState(items);
  const found = useWeighed(given, chosen);
  const people = (colleagues ?? []).filter(({ locked }) => !locked);
  const name = people.find(({ userId }) => userId === chosen)?.name ?? '';
  const able = found?.weighed?.filter((one) => !isBarred(one)) ?? [];
  const assign = async () => {
    setTried(true);
    if (chosen === null || able.length === 0) return;
    const input = { userId: chosen as Id<'user'>, items: able.map(({ kind, itemId }) => ({ kind, itemId })) };
    const answer = await attempt(() => call(AssignPool, input));
    if (answer?.ok) onDone(poolWords.assigned(answer.value.items, name));
  };
  return (
    <Dialog opened onClose={onClose} title={words.title(given.length)} size={520} closeLabel={words.close}>
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
        {found?.weighed && <Outcome items={given.length} weighed={found.weighed} name={name} />}
        {able.length > 0 && <DoubtsNotice name={name} doubts={doubtsOf(able, found?.doubts ?? [])} />}
        <SetbackNotice setback={setback} />
        <div className={css.actions}>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button loading={busy} onClick={() => void assign()}>
            {words.assign(found?.weighed ? able.length : given.length)}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
