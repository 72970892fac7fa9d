import { Link } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { useMay } from '#web/session.ts';
import { chartWords as words } from '#web/words/charts.ts';
import type { OpenElsewhere } from '../contract.ts';
import css from './chart-page.module.css';

interface ElsewhereProps {
  readonly patientId: Id<'patient'>;
  readonly open: OpenElsewhere;
}

/** What of this patient's waits in other places, with the way there; nothing where nothing waits. */
export function Elsewhere({ patientId, open }: ElsewhereProps) {
  const may = useMay();
  const places = [
    {
      to: `/results?folder=patient&patientId=${patientId}`,
      count: open.results,
      says: words.results,
      needs: 'results.list-results',
    },
    {
      to: `/claims?folder=all&patientId=${patientId}`,
      count: open.claims,
      says: words.claims,
      needs: 'claims.list-claims',
    },
  ].filter(({ count }) => count > 0);
  if (places.length === 0) return null;
  return (
    <p className={css.elsewhere}>
      <span className="dim">{words.elsewhere}</span>
      {places.map(({ to, count, says, needs }) =>
        may(needs) ? (
          <Link key={to} to={to}>
            {says(count)}
          </Link>
        ) : (
          <span key={to}>{says(count)}</span>
        ),
      )}
    </p>
  );
}
