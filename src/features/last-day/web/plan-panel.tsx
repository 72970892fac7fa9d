import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { lastDayWords } from '#web/words/last-day.ts';
import type { Standing } from '../contract.ts';
import { sayCode } from './say-code.ts';
import { sayWork } from './say-work.ts';

const words = lastDayWords.plan;

interface PlanPanelProps {
  readonly userId: string;
  readonly plan: Standing['plan'];
}

/** Whether the open work has a way to go on the last day. */
export function PlanPanel({ userId, plan: { kept, items, left, refused } }: PlanPanelProps) {
  const may = useMay();
  const says =
    items === 0
      ? words.nothing
      : refused
        ? words.refused
        : !kept
          ? words.noPlan(items)
          : left.length > 0
            ? words.incomplete(sayWork(left))
            : words.complete(items);
  const ready = items === 0 || (kept && !refused && left.length === 0);
  return (
    <Panel title={words.title} id="open-work">
      <Notice
        tone={ready ? 'ok' : 'warn'}
        title={says}
        action={
          items > 0 &&
          may('handover.preview-deactivation') && (
            <Button component={Link} to={`/admin/users/${userId}/deactivate`} size="xs" variant="default">
              {words.open}
            </Button>
          )
        }
      >
        {items > 0 && refused && sayCode(refused)}
      </Notice>
    </Panel>
  );
}
