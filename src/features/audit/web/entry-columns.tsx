import { ActionIcon } from '@mantine/core';
import {
  type Icon,
  IconCheck,
  IconChevronDown,
  IconChevronRight,
  IconEye,
  IconHandStop,
  IconKey,
  IconLock,
  IconLockOpen,
  IconLogin2,
  IconLogout,
  IconPencil,
  IconPlus,
  IconUserOff,
} from '@tabler/icons-react';
import { addDays, dayOf, formatDay, timeOf } from '#web/ui/calendar.ts';
import { type ClinicTime, useClinic } from '#web/ui/clinic-context.ts';
import type { Column } from '#web/ui/data-table.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { uiWords } from '#web/words/ui.ts';
import { auditWords as words } from '#web/words/audit.ts';
import type { Entry } from '../contract.ts';
import css from './audit-log-page.module.css';

// By the action, or by the verb that it begins with.
const icons: Readonly<Record<string, Icon>> & { readonly other: Icon } = {
  read: IconEye,
  open: IconEye,
  add: IconPlus,
  book: IconPlus,
  write: IconPlus,
  import: IconPlus,
  deactivate: IconUserOff,
  lock: IconLock,
  unlock: IconLockOpen,
  activate: IconLockOpen,
  sign: IconCheck,
  finish: IconCheck,
  acknowledge: IconCheck,
  file: IconCheck,
  'sign-in.sign-in': IconLogin2,
  'sign-in.sign-out': IconLogout,
  'credentials.accept-invitation': IconKey,
  'credentials.change-own-credentials': IconKey,
  'credentials.force-password-reset': IconKey,
  'credentials.set-credentials': IconKey,
  'users.set-credentials': IconKey,
  refused: IconHandStop,
  other: IconPencil,
};

function iconOf({ action, outcome }: Entry): string {
  if (outcome === 'refused') return outcome;
  const [verb = ''] = action.slice(action.indexOf('.') + 1).split('-');
  return action in icons ? action : verb;
}

function sayDay(day: string, { today, locale }: ClinicTime): string {
  if (day === today) return words.today;
  if (day === addDays(today, -1)) return words.yesterday;
  return formatDay(day, locale, day.slice(0, 4) === today.slice(0, 4) ? 'short' : 'year');
}

function When({ at }: { readonly at: string }) {
  const clinic = useClinic();
  return (
    <time dateTime={at} className={css.time}>
      {timeOf(at, clinic.timeZone, { seconds: true })} <span>{sayDay(dayOf(at, clinic.timeZone), clinic)}</span>
    </time>
  );
}

function Named({ name, deactivated }: NonNullable<Entry['actor']>) {
  return (
    <span className={css.named}>
      {name}
      {deactivated && <Tag icon={IconUserOff}>{uiWords.userDeactivated}</Tag>}
    </span>
  );
}

function What({ entry }: { readonly entry: Entry }) {
  const ActionMark = icons[iconOf(entry)] ?? icons.other;
  return (
    <span className={css.what}>
      <ActionMark size={16} aria-hidden />
      <span>
        {words.action(entry.action, entry.outcome)} <code>{entry.action}</code>
      </span>
      {entry.outcome === 'refused' && (
        <Tag tone="warn" icon={IconHandStop}>
          {words.refused}
        </Tag>
      )}
    </span>
  );
}

interface Opening {
  readonly isOpen: (entry: Entry) => boolean;
  readonly toggle: (entry: Entry) => void;
}

/** Who, what, when, from where, on whom; a press opens what it was before and after. */
export const columnsOf = ({ isOpen, toggle }: Opening): Column<Entry>[] => [
  {
    key: 'when',
    label: words.columns.when,
    width: 150,
    small: 'side',
    cell: (entry) => (
      <span className={css.when}>
        <ActionIcon
          variant="subtle"
          size={26}
          aria-expanded={isOpen(entry)}
          aria-label={words.details(entry.entryId)}
          onClick={() => toggle(entry)}
        >
          {isOpen(entry) ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
        </ActionIcon>
        <When at={entry.at} />
      </span>
    ),
  },
  {
    key: 'who',
    label: words.columns.who,
    cell: ({ actor, onBehalfOf, action }) =>
      actor ? (
        <span className={css.on}>
          <Named {...actor} />
          {onBehalfOf && <span className="small dim">{words.behalfOf(onBehalfOf.name)}</span>}
        </span>
      ) : (
        <span className="dim">{words.noUser(action)}</span>
      ),
  },
  { key: 'what', label: words.columns.what, small: 'title', cell: (entry) => <What entry={entry} /> },
  {
    key: 'on',
    label: words.columns.onWhom,
    cell: ({ patient, subjectUser }) =>
      (patient ?? subjectUser) && (
        <span className={css.on}>
          {patient && <span>{patient.name}</span>}
          {subjectUser && <Named {...subjectUser} />}
        </span>
      ),
  },
  { key: 'from', label: words.columns.from, cell: ({ origin }) => origin && <span className="dim">{origin}</span> },
];
