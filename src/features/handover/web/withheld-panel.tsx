import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '#web/session.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { poolWords } from '#web/words/pool.ts';
import type { PoolKind } from '../pool-contract.ts';
import { ageInDays, labelOf } from './plan.ts';
import css from './unassigned-page.module.css';
import { WithheldDialog } from './withheld-dialog.tsx';

const words = poolWords.withheld;

interface WithheldPanelProps {
  readonly kinds: readonly PoolKind[];
  readonly readAt: string;
  readonly onDone: (said: string) => void;
}

/** How much of each kind is closed to the reader, how long it has waited, and its giving away unseen. */
export function WithheldPanel({ kinds, readAt, onDone }: WithheldPanelProps) {
  const { timeZone } = useClinic();
  const may = useMay();
  const [assigning, setAssigning] = useState<string>();
  const some = kinds.filter(({ withheld }) => withheld > 0);
  if (some.length === 0) return null;
  return (
    <Panel title={words.title} lead={words.what}>
      <ul className={css.withheld}>
        {some.map(({ kind, withheld, withheldOldest }) => (
          <li key={kind}>
            <span className={css.cell}>
              <b>{labelOf(kind)}</b>
              <span>
                {words.waits(withheld)} {withheldOldest && <TimeText instant={withheldOldest} />}
                {withheldOldest && `, ${poolWords.age(ageInDays(withheldOldest, readAt, timeZone))}`}
              </span>
            </span>
            {may('handover.assign-withheld') && (
              <Button
                size="xs"
                variant="default"
                aria-label={words.assignKind(labelOf(kind), withheld)}
                onClick={() => setAssigning(kind)}
              >
                {words.assign}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {assigning && (
        <WithheldDialog
          kind={assigning}
          onClose={() => setAssigning(undefined)}
          onDone={(said) => {
            setAssigning(undefined);
            onDone(said);
          }}
        />
      )}
    </Panel>
  );
}
