import { TimeText } from '#web/ui/time-text.tsx';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Tag } from '#web/ui/tag.tsx';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { uiWords } from '#web/words/ui.ts';
import type { Block } from '../contract.ts';
import css from './patient-sets.module.css';

const words = patientSetWords.onPatient;

/** Why a block was laid, and what is unusual about it. */
export const BlockReason = ({
  block: { reason, patientRequest, masterFileOpen, emergencyAllowed },
}: {
  readonly block: Block;
}) => (
  <span className={css.two}>
    <span>{reason}</span>
    <span className={css.marks}>
      {patientRequest && <Tag>{words.lockBox}</Tag>}
      {masterFileOpen && <Tag>{words.masterFile}</Tag>}
      {!emergencyAllowed && <Tag>{words.noEmergency}</Tag>}
    </span>
  </span>
);

/** Since when a block holds, and by whom it was laid. */
export const BlockSince = ({ block: { laidAt, laidBy } }: { readonly block: Block }) => (
  <span className={css.two}>
    <TimeText instant={laidAt} />
    {laidBy && <span className="small dim">{words.laidBy(uiWords.named(laidBy))}</span>}
  </span>
);

/** When a block is to be looked at again, and by whom. */
function Review({ block: { reviewOn, reviewer, reviewDue } }: { readonly block: Block }) {
  const { locale } = useClinic();
  if (!reviewOn) return null;
  return (
    <>
      {reviewDue && <Tag tone="warn">{patientSetWords.list.reviewDue}</Tag>}
      <span className="small dim">
        {words.review(formatDay(reviewOn, locale), reviewer ? uiWords.named(reviewer) : undefined)}
      </span>
    </>
  );
}

/** Until when a block holds, or since when it is over. */
export function BlockUntil({ block }: { readonly block: Block }) {
  const { endsOn, overAt, liftedBy, liftReason } = block;
  const { locale } = useClinic();
  if (!overAt)
    return (
      <span className={css.two}>
        {endsOn ? (
          <span className="nowrap">{formatDay(endsOn, locale)}</span>
        ) : (
          <span className="dim">{words.noEnd}</span>
        )}
        <Review block={block} />
      </span>
    );
  return (
    <span className={css.two}>
      <TimeText instant={overAt} />
      <span className="small dim">
        {[
          ...(liftedBy ? [patientSetWords.set.liftedBy(uiWords.named(liftedBy))] : []),
          ...(liftReason ? [liftReason] : []),
        ].join(': ')}
      </span>
    </span>
  );
}
