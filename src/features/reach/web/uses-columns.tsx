import { IconHandStop } from '@tabler/icons-react';
import { dayOf, formatDay, timeOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import type { Column } from '#web/ui/data-table.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { auditWords } from '#web/words/audit.ts';
import { reachWords } from '#web/words/reach.ts';
import type { Use } from '../contract.ts';
import { informationOf } from '../lines.ts';
import css from './reach.module.css';

const words = reachWords.uses;

/** When to the second, who in which role, what, which information, from where. */
export function useColumns(): Column<Use>[] {
  const { timeZone, locale } = useClinic();
  return [
    {
      key: 'when',
      label: words.columns.when,
      width: 170,
      small: 'side',
      cell: ({ at }) => (
        <time dateTime={at} className="num nowrap">
          {formatDay(dayOf(at, timeZone), locale)} {timeOf(at, timeZone, { seconds: true })}
        </time>
      ),
    },
    {
      key: 'who',
      label: words.columns.who,
      small: 'title',
      cell: ({ who, onBehalfOf }) =>
        who ? (
          <span className={css.named}>
            <PersonChip name={who.name} deactivated={who.deactivated} size="sm" />
            {onBehalfOf && <span className="small dim">{auditWords.behalfOf(onBehalfOf.name)}</span>}
          </span>
        ) : (
          <span className="dim">{words.nobodySignedIn}</span>
        ),
    },
    { key: 'roles', label: words.columns.roles, width: 130, cell: ({ roles }) => reachWords.list(roles) },
    {
      key: 'what',
      label: words.columns.what,
      cell: ({ action, outcome }) => (
        <span className={css.named}>
          {auditWords.action(action, outcome)}
          {outcome === 'refused' && (
            <Tag tone="warn" icon={IconHandStop}>
              {words.refused}
            </Tag>
          )}
        </span>
      ),
    },
    { key: 'information', label: words.columns.information, width: 120, cell: informationOf },
    {
      key: 'from',
      label: words.columns.from,
      width: 130,
      cell: ({ origin }) => origin && <span className="dim">{origin}</span>,
    },
  ];
}
