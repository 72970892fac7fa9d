import { IconCircleCheck } from '@tabler/icons-react';
import { useClinic } from '#web/ui/clinic-context.ts';
import { handoverWords } from '#web/words/handover.ts';
import { uiWords } from '#web/words/ui.ts';
import css from './deactivate-user-page.module.css';
import { ageInDays, oneOf, type PlannedKind, type Preview, totals, undecided } from './plan.ts';

const words = handoverWords.deactivate.facts;
const n = uiWords.number;

/** What matters about a leaver at a glance. */
export function PlanFacts({ preview, kinds }: { readonly preview: Preview; readonly kinds: readonly PlannedKind[] }) {
  const { timeZone } = useClinic();
  const { all } = totals(kinds);
  const open = kinds.filter((kind) => undecided(kind) > 0).length;
  // Appointments to come do not wait; everything else does.
  const [oldest] = kinds
    .filter(({ kind }) => kind !== 'appointment')
    .flatMap(({ kind, oldest: since }) => (since ? [{ kind, since }] : []))
    .toSorted((a, b) => a.since.localeCompare(b.since));
  const age = oldest ? ageInDays(oldest.since, preview.countedAt, timeZone) : 0;
  return (
    <dl className={css.facts}>
      <div>
        <dt>{words.openWork}</dt>
        <dd>
          <b>{n(all)}</b> {words.inKinds(all, kinds.length)}
        </dd>
      </div>
      <div>
        <dt>{words.oldest}</dt>
        <dd>
          {oldest ? (
            <>
              <b>{n(age)}</b> {words.oldestIs(age, oneOf(oldest.kind))}
            </>
          ) : (
            words.nothingOld
          )}
        </dd>
      </div>
      <div>
        <dt>{words.sessions}</dt>
        <dd>
          <b>{n(preview.sessions)}</b> {words.sessionsNow(preview.sessions)}
        </dd>
      </div>
      <div data-warn={open > 0}>
        <dt>{words.toDecide}</dt>
        <dd>
          {open > 0 ? (
            <>
              <b>{n(open)}</b> {words.ofKinds(kinds.length)}
            </>
          ) : (
            <>
              <IconCircleCheck size={18} aria-hidden /> {words.nothingLeft}
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}
