import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { accessReviewWords } from '#web/words/access-review.ts';
import type { Review } from '../contract.ts';
import css from './access-review.module.css';
import { Progress } from './progress.tsx';

const words = accessReviewWords.page;

/** Who started it and when, when it is due, how far it is; and once it is closed, by whom and with which digest. */
export function ReviewFacts({ review }: { readonly review: Review }) {
  const { locale } = useClinic();
  const { startedAt, startedBy, dueOn, closedAt, closedBy, closedReason, digest, counts } = review;
  return (
    <Panel>
      <div className="stack">
        <dl className={css.facts}>
          <div>
            <dt>{words.facts.at}</dt>
            <dd>
              <TimeText instant={startedAt} /> {words.by(startedBy.name)}
            </dd>
          </div>
          <div>
            <dt>{words.facts.due}</dt>
            <dd>{formatDay(dueOn, locale, 'year')}</dd>
          </div>
          {closedAt && closedBy && (
            <div>
              <dt>{words.facts.closed}</dt>
              <dd>
                <TimeText instant={closedAt} /> {words.by(closedBy)}
              </dd>
            </div>
          )}
          {closedReason && (
            <div>
              <dt>{words.facts.reason}</dt>
              <dd>{closedReason}</dd>
            </div>
          )}
          {digest && (
            <div>
              <dt>{words.digest}</dt>
              <dd>
                <code className={css.digest}>{digest}</code>
                <p className="small dim">{words.digestSays}</p>
              </dd>
            </div>
          )}
        </dl>
        <Progress counts={counts} />
        {!closedAt && counts.handed > 0 && <p className="small">{words.handedLeft(counts.handed)}</p>}
      </div>
    </Panel>
  );
}
