import { Link } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { useMay } from '../session.ts';
import { patientWords } from '../words/patients.ts';
import css from './patient-views.module.css';

const words = patientWords.head;

const views = [
  { view: 'master-file', at: '', label: words.masterFile, needs: 'patients.read-patient' },
  { view: 'chart', at: '/chart', label: words.chart, needs: 'charts.open-chart' },
  {
    view: 'prescriptions',
    at: '/prescriptions',
    label: words.prescriptions,
    needs: 'prescriptions.open-prescriptions',
  },
  { view: 'openers', at: '/openers', label: words.openers, needs: 'reach.list-openers' },
  { view: 'uses', at: '/uses', label: words.uses, needs: 'reach.list-uses' },
] as const;

interface PatientViewsProps {
  readonly patientId: Id<'patient'>;
  /** Which of the views this is. */
  readonly here: (typeof views)[number]['view'];
}

/** The ways between the views of one patient, as far as this user gets with them. */
export function PatientViews({ patientId, here }: PatientViewsProps) {
  const may = useMay();
  return (
    <nav className={`${css.views} no-print`} aria-label={words.views}>
      {views
        .filter(({ view, needs }) => view === here || may(needs))
        .map(({ view, at, label }) => (
          <Link
            key={view}
            to={`/patients/${patientId}${at}`}
            aria-current={view === here ? 'page' : undefined}
            className={css.view}
          >
            {label}
          </Link>
        ))}
    </nav>
  );
}
