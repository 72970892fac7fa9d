import { Button } from '@mantine/core';
import { type RefusalCode, refusals } from '#kernel/refusal.ts';
import { useMay } from '#web/session.ts';
import { SaveBar } from '#web/ui/section-form.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import css from './deactivate-user-page.module.css';
import { labelOf, type PlannedKind, type Preview, totals, undecided } from './plan.ts';

const words = handoverWords.deactivate;

interface PlanBarProps {
  readonly kinds: readonly PlannedKind[];
  readonly counting: boolean;
  /** What the plan would be refused for, as it stands. */
  readonly refused: Preview['planRefused'];
  readonly onDeactivate: () => void;
}

/** To the choice of a kind of work; where it has rules already, to the way to another. */
function goTo(kind: string | undefined): void {
  const row = document.getElementById(`kind-${kind}`);
  row?.scrollIntoView({ block: 'center' });
  (row?.querySelector<HTMLElement>('input') ?? row?.querySelector('button'))?.focus({ preventScroll: true });
}

/** What is still missing, in words, beside the button that it holds back. */
export function PlanBar({ kinds, counting, refused, onDeactivate }: PlanBarProps) {
  const may = useMay()('handover.deactivate-user');
  const missing = kinds.filter((kind) => undecided(kind) > 0);
  const ready = may && !counting && missing.length === 0 && !refused;
  return (
    <SaveBar said={<Said missing={missing} kinds={kinds} counting={counting} refused={refused} may={may} />}>
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

interface SaidProps extends Pick<PlanBarProps, 'kinds' | 'counting' | 'refused'> {
  readonly missing: readonly PlannedKind[];
  readonly may: boolean;
}

function Said({ missing, kinds, counting, refused, may }: SaidProps) {
  const { all } = totals(kinds);
  if (counting) return <SaidAs head={words.bar.counting} more={may ? '' : words.bar.notPermitted} />;
  // Of a successor who is gone, the row says it.
  const why = refused && kinds.every(({ gone }) => gone === 0) ? sayWhy(refused) : '';
  const more = (text: string) => [text, why, may ? '' : words.bar.notPermitted].filter(Boolean).join(' ');
  if (missing.length > 0) {
    const labels = missing.map(({ label }) => label);
    return <SaidAs head={words.bar.missing(labels)} more={more(words.bar.named(labels))} />;
  }
  if (refused) return <SaidAs head={words.bar.refused} more={more('')} />;
  return (
    <SaidAs head={all === 0 ? words.bar.nothing : words.bar.ready} more={more(all > 0 ? words.bar.all(all) : '')} />
  );
}

const SaidAs = ({ head, more }: { readonly head: string; readonly more: string }) => (
  <div id="plan-said">
    <b className={css.said}>{head}</b> {more}
  </div>
);

/** The refusal's sentence, with the kind of work where it is about one. */
function sayWhy({ code, facts }: NonNullable<Preview['planRefused']>): string {
  const { kind } = facts;
  const sentence = sayRefusal(code in refusals ? (code as RefusalCode) : 'handover/plan-malformed', facts);
  return typeof kind === 'string' ? `${labelOf(kind)}: ${sentence}` : sentence;
}
