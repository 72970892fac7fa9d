import type { ReactNode } from 'react';
import type { MasterFile } from '#features/patients/contract.ts';
import { patientWords } from '../words/patients.ts';
import { ageOn } from './age.ts';
import { formatKnownDay } from './calendar.ts';
import { useClinic } from './clinic-context.ts';
import { PageHeader } from './page-header.tsx';
import css from './patient-head.module.css';
import { PatientViews } from './patient-views.tsx';
import { PersonChip } from './person-chip.tsx';
import { Tag } from './tag.tsx';

const words = patientWords.head;

interface PatientHeadProps {
  readonly patient: Pick<
    MasterFile,
    | 'patientId'
    | 'demographicNumber'
    | 'lastName'
    | 'firstName'
    | 'dateOfBirth'
    | 'sex'
    | 'deceasedOn'
    | 'deceased'
    | 'mrp'
  >;
  /** Which of the views this is. */
  readonly here: 'master-file' | 'chart' | 'prescriptions';
  readonly actions?: ReactNode;
}

/** "Arroyo, Pia". */
export const listName = ({ lastName, firstName }: Pick<MasterFile, 'lastName' | 'firstName'>): string =>
  firstName ? `${lastName}, ${firstName}` : lastName;

/** Top of the views of a patient: whom one looks at, and the way to the other views. */
export function PatientHead({ patient, here, actions }: PatientHeadProps) {
  const { locale, today } = useClinic();
  const { patientId, demographicNumber, dateOfBirth, sex, deceasedOn, deceased, mrp } = patient;
  // Nobody knows how old somebody was who died on an unknown day.
  const livedUntil = deceasedOn ?? (deceased ? undefined : today);
  const age = dateOfBirth && livedUntil && patientWords.aged(ageOn(livedUntil, dateOfBirth));
  const born = dateOfBirth
    ? [words.born(formatKnownDay(dateOfBirth, locale)), age].filter(Boolean).join(' ')
    : words.bornUnknown;
  const facts = [patientWords.number(demographicNumber), born, ...(sex ? [patientWords.sexes[sex].toLowerCase()] : [])];
  return (
    <div className={css.head}>
      <PageHeader
        title={listName(patient)}
        crumbs={[{ to: '/patients', label: patientWords.patients }]}
        beside={deceased && <Tag>{deceasedOn ? words.died(formatKnownDay(deceasedOn, locale)) : words.deceased}</Tag>}
        lead={
          <span className={css.facts}>
            <span>{facts.join(', ')}</span>
            <span className={css.mrp}>
              {mrp ? (
                <>
                  {words.mrp} <PersonChip name={mrp.name} deactivated={mrp.deactivated} size="sm" />
                </>
              ) : (
                words.noMrp
              )}
            </span>
          </span>
        }
        actions={actions}
      />
      <PatientViews patientId={patientId} here={here} />
    </div>
  );
}
