import { Button } from '@mantine/core';
import { useMay } from '#web/session.ts';
import { SaveBar } from '#web/ui/section-form.tsx';
import { handoverWords } from '#web/words/handover.ts';
import css from './deactivate-user-page.module.css';
import { type PlannedKind, totals, undecided } from './plan.ts';

const words = handoverWords.deactivate;

interface PlanBarProps {
  readonly kinds: readonly PlannedKind[];
  readonly counting: boolean;
  readonly onDeactivate: () => void;
}

/** To the choice of a kind of work; where it has rules already, to the way to another. */
function goTo(kind: string | undefined): void {
  const row = document.getElementById(`kind-${kind}`);
  row?.scrollIntoView({ block: 'center' });
  (row?.querySelector<HTMLElement>('input') ?? row?.querySelector('button'))?.focus({ preventScroll: true });
}

/** What is still missing, in words, beside the button that it holds back. */
export function PlanBar({ kinds, counting, onDeactivate }: PlanBarProps) {
  const may = useMay()('handover.deactivate-user');
  const missing = kinds.filter((kind) => undecided(kind) > 0);
  const ready = may && !counting && missing.length === 0;
  return (
    <SaveBar said={<Said missing={missing} kinds={kinds} counting={counting} may={may} />}>
      {missing.length > 0 && kinds.length > missing.length && (
        <Button variant="default" onClick={() => goTo(missing[0]?.kind)}>
          {words.bar.next}
        </Button>
      )}
      <Button
        color="brick"
        onClick={() => ready && onDeactivate()}
        // Only looks disabled while it counts: a button that is disabled under the focus would lose it.
        {...(ready ? {} : { 'data-disabled': true, 'aria-disabled': true })}
        aria-describedby="plan-said"
      >
        {words.button}
      </Button>
    </SaveBar>
  );
}

interface SaidProps extends Pick<PlanBarProps, 'kinds' | 'counting'> {
  readonly missing: readonly PlannedKind[];
  readonly may: boolean;
}

function Said({ missing, kinds, counting, may }: SaidProps) {
  const { all } = totals(kinds);
  return (
    <div id="plan-said">
      <b className={css.said}>
        {counting
          ? words.bar.counting
          : missing.length > 0
            ? words.bar.missing(missing.map(({ label }) => label))
            : all === 0
              ? words.bar.nothing
              : words.bar.ready}
      </b>{' '}
      {!counting && missing.length > 0 && words.bar.named(missing.map(({ label }) => label))}
      {!counting && missing.length === 0 && all > 0 && words.bar.all(all)} {!may && words.bar.notPermitted}
    </div>
  );
}
