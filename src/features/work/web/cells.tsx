import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Static } from 'typebox';
import type { Person } from '#kernel/schema.ts';
import { useMay } from '#web/session.ts';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { workWords as words } from '#web/words/work.ts';
import type { PatientNamed } from '../contract.ts';
import css from './work.module.css';

type Named = Static<typeof Person> | null;

/** "Arroyo, Pia". */
export const listName = ({ lastName, firstName }: PatientNamed): string =>
  [lastName, firstName].filter(Boolean).join(', ');

/** Who it is; nobody means that it waits in the pool. */
export const PersonCell = ({ person }: { readonly person: Named }) =>
  person ? (
    <PersonChip name={person.name} deactivated={person.deactivated} size="sm" />
  ) : (
    <span className="dim">{words.nobody}</span>
  );

interface NameCellProps {
  readonly to: string;
  readonly name: string;
  readonly detail?: string | undefined;
  readonly cameFrom: Named;
  /** Whom it was for, who had left when it came: said in place of from whom it came. */
  readonly arrivedFor?: Named;
  readonly children?: ReactNode;
}

/** What a row is called and leads to, what tells it apart, and from whom it came. */
export const NameCell = ({ to, name, detail, cameFrom, arrivedFor = null, children }: NameCellProps) => (
  <span className={css.name}>
    <Link to={to}>{name}</Link>
    {(detail ?? arrivedFor ?? cameFrom ?? children) && (
      <span className={css.facts}>
        {detail && <span className={css.detail}>{detail}</span>}
        {children}
        {(arrivedFor ?? cameFrom) && (
          <Tag tone="away" icon={IconArrowRight}>
            {arrivedFor ? words.arrivedFor(arrivedFor.name) : cameFrom && words.from(cameFrom.name)}
          </Tag>
        )}
      </span>
    )}
  </span>
);

/** Whom the work is about, and the way to the chart. */
export function PatientLink({ patient }: { readonly patient: PatientNamed }) {
  const { patientId, firstName, lastName, demographicNumber } = patient;
  const name = `${firstName} ${lastName}`.trim();
  const may = useMay();
  return (
    <>
      {may('charts.open-chart') ? <Link to={`/patients/${patientId}/chart`}>{name}</Link> : name},{' '}
      {words.numbered(demographicNumber)}
    </>
  );
}

/** The work itself on the left, whose it is on the right; one under the other on small screens. */
export const WorkColumns = ({ children }: { readonly children: ReactNode }) => (
  <div className={css.columns}>{children}</div>
);
