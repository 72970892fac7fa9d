import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { holdersBelow, PersonCell } from '#features/work/web/public.tsx';
import { useMay } from '#web/session.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { standingWords as words } from '#web/words/standing-rules.ts';
import { workWords } from '#web/words/work.ts';
import type { StandingRule } from '../contract.ts';
import css from './standing-rules.module.css';

function Days({ startsOn, endsOn, holds, endedAt }: StandingRule) {
  const { locale } = useClinic();
  const first = formatDay(startsOn, locale);
  return (
    <span className={css.name}>
      <span>{endsOn ? words.between(first, formatDay(endsOn, locale)) : words.from(first)}</span>
      {!holds && <span className="tiny dim">{endedAt ? words.ended : words.toCome}</span>}
    </span>
  );
}

const columns: readonly Column<StandingRule>[] = [
  {
    key: 'what',
    label: words.columns.what,
    small: 'title',
    cell: ({ what, forwards }) => (
      <span className={css.name}>
        <b>{words.what[what]}</b>
        {forwards.length > 0 && (
          <span className="tiny dim">{forwards.map((one) => words.forwards[one]).join(', ')}</span>
        )}
      </span>
    ),
  },
  { key: 'from', label: words.columns.from, cell: ({ from }) => <PersonCell person={from} /> },
  {
    key: 'holder',
    label: words.columns.holder,
    cell: ({ holder, cameFrom }) => (
      <span className={css.people}>
        <IconArrowRight size={14} aria-hidden />
        <PersonCell person={holder} />
        {cameFrom && (
          <Tag tone="away" icon={IconArrowRight}>
            {workWords.from(cameFrom.name)}
          </Tag>
        )}
      </span>
    ),
  },
  { key: 'days', label: words.columns.days, width: 220, small: 'side', cell: Days },
];

interface RulesTableProps {
  readonly rules: readonly StandingRule[];
  readonly busy: boolean;
  readonly onGive: (rule: StandingRule) => void;
  readonly onEnd: (rule: StandingRule) => void;
}

/** The rules, each to be given to somebody else or ended. */
export function RulesTable({ rules, busy, onGive, onEnd }: RulesTableProps) {
  const may = useMay();
  const acts: Column<StandingRule> = {
    key: 'actions',
    label: words.columns.actions,
    width: 150,
    small: 'actions',
    cell: (rule) =>
      rule.endedAt === null && (
        <span className={css.acts}>
          {may('standing-rules.give-rule') && (
            <Button
              size="xs"
              variant="default"
              aria-label={words.giveNamed(rule.from.name)}
              onClick={() => onGive(rule)}
            >
              {words.give}
            </Button>
          )}
          {may('standing-rules.end-rule') && (
            <Button
              size="xs"
              variant="default"
              disabled={busy}
              aria-label={words.endNamed(rule.from.name, rule.holder.name)}
              onClick={() => onEnd(rule)}
            >
              {words.end}
            </Button>
          )}
        </span>
      ),
  };
  return (
    <DataTable
      label={words.label}
      columns={[...columns, acts]}
      rows={rules}
      rowKey={({ ruleId }) => ruleId}
      rowName={({ from, holder }) => words.named(from.name, holder.name)}
      quiet={({ holds }) => !holds}
      under={holdersBelow}
    />
  );
}
