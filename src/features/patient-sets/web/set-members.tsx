import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { dayOf, formatDay, formatKnownDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Pager } from '#web/ui/pager.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { patientSetWords } from '#web/words/patient-sets.ts';
import type { Member } from '../contract.ts';

const words = patientSetWords.set;
const nameOf = ({ firstName, lastName }: Member) => `${firstName} ${lastName}`.trim();

const Born = ({ day }: { readonly day: string | null }) => {
  const { locale } = useClinic();
  return day && <span className="nowrap">{formatKnownDay(day, locale)}</span>;
};
function Since({ member: { since, sinceVersion } }: { readonly member: Member }) {
  const { timeZone, locale } = useClinic();
  return since
    ? words.sinceVersion(formatDay(dayOf(since, timeZone), locale), sinceVersion)
    : words.version(sinceVersion);
}

const columns = (onTake: ((member: Member) => void) | undefined): Column<Member>[] => [
  {
    key: 'name',
    label: words.membersColumns.name,
    small: 'title',
    cell: (member) => <Link to={`/patients/${member.patientId}`}>{nameOf(member)}</Link>,
  },
  {
    key: 'number',
    label: words.membersColumns.number,
    width: 140,
    small: 'side',
    cell: ({ demographicNumber }) => <span className="num">{demographicNumber}</span>,
  },
  { key: 'born', label: words.membersColumns.born, width: 140, cell: ({ dateOfBirth }) => <Born day={dateOfBirth} /> },
  { key: 'since', label: words.membersColumns.since, cell: (member) => <Since member={member} /> },
  ...(onTake
    ? [
        {
          key: 'actions',
          label: words.membersColumns.actions,
          width: 110,
          small: 'actions' as const,
          cell: (member: Member) => (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={words.takeOf(nameOf(member))}
              onClick={() => onTake(member)}
            >
              {words.take}
            </Button>
          ),
        },
      ]
    : []),
];

interface SetMembersProps {
  readonly members: readonly Member[];
  readonly from: number;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
  /** Left out for whoever may not change the set. */
  readonly onTake: ((member: Member) => void) | undefined;
  readonly onAdd: (() => void) | undefined;
}

/** The patients of a set, as far as they are open to the reader. */
export const SetMembers = ({ members, from, onPrevious, onNext, onTake, onAdd }: SetMembersProps) => (
  <Panel
    title={words.members}
    lead={words.membersLead}
    flush
    aside={
      onAdd && (
        <Button variant="default" size="xs" onClick={onAdd}>
          {words.add}
        </Button>
      )
    }
  >
    {members.length === 0 ? (
      <EmptyFace title={words.membersEmpty} level={3} />
    ) : (
      <DataTable
        label={words.membersTable}
        columns={columns(onTake)}
        rows={members}
        rowKey={({ patientId }) => patientId}
        rowName={nameOf}
      />
    )}
    {(onPrevious ?? onNext) && (
      <Pager from={from} to={from + members.length - 1} onPrevious={onPrevious} onNext={onNext} />
    )}
  </Panel>
);
