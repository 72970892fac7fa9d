import { Button } from '@mantine/core';
import { IconBell, IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { Link, useRevalidator } from 'react-router';
import { DismissNotice } from '#features/outbox/contract.ts';
import css from './notices.module.css';
import { type Session, useMay, useSession } from './session.ts';
import { formatDay } from './ui/calendar.ts';
import { Notice } from './ui/notice.tsx';
import { useSmallScreen } from './ui/small-screen.ts';
import { sayTime, sayTimeWithin, TimeText } from './ui/time-text.tsx';
import { useClinic } from './ui/clinic-context.ts';
import { useAct } from './act.ts';
import { outboxWords as words } from './words/outbox.ts';

/** What a user is told on every page: what happened to their sign-in, until they put it away, that it ends soon, and what is due. */
export function Notices() {
  const { notices, loginEndsAt, reviewsDue, limited } = useSession();
  const count = notices.length + reviewsDue.length + (loginEndsAt ? 1 : 0);
  if (limited || count === 0) return null;
  return (
    <section className={`${css.notices} no-print`} aria-label={words.region}>
      <Folded count={count} warns={Boolean(loginEndsAt) || reviewsDue.length > 0}>
        {loginEndsAt && (
          <Notice tone="warn" title={words.expiresSoon}>
            {words.expiresWhat} <TimeText instant={loginEndsAt} />.
          </Notice>
        )}
        {reviewsDue.map((review) => (
          <ReviewDue key={review.reviewId} review={review} />
        ))}
        {notices.map((notice) => (
          <Told key={notice.noticeId} notice={notice} />
        ))}
      </Folded>
    </section>
  );
}

interface FoldedProps {
  readonly count: number;
  /** One of them says that something ends or is due. */
  readonly warns: boolean;
  readonly children: ReactNode;
}

/** On a small screen several notices are one line that opens: the page itself stays in sight. */
function Folded({ count, warns, children }: FoldedProps) {
  const small = useSmallScreen();
  const [open, setOpen] = useState(false);
  const listId = useId();
  if (!small || count < 2) return children;
  return (
    <>
      <button
        type="button"
        className={css.fold}
        data-tone={warns ? 'warn' : 'info'}
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        onClick={() => setOpen(!open)}
      >
        <IconBell size={18} aria-hidden />
        <span>{words.several(count)}</span>
        <IconChevronDown className={css.arrow} size={16} aria-hidden />
      </button>
      {open && (
        <div id={listId} className={css.opened}>
          {children}
        </div>
      )}
    </>
  );
}

const ToReview = ({ reviewId }: { readonly reviewId: string }) => (
  <Button component={Link} to={`/admin/access-reviews/${reviewId}?mine`} size="xs" variant="default">
    {words.toReview}
  </Button>
);

/** To where each use of emergency access is judged; not there for whoever may not look at them. */
const ToUses = () =>
  useMay()('emergency-access.list-accesses') && (
    <Button component={Link} to="/admin/emergency-access" size="xs" variant="default">
      {words.toUses}
    </Button>
  );

const ToPool = () =>
  useMay()('handover.list-pool') && (
    <Button component={Link} to="/admin/unassigned" size="xs" variant="default">
      {words.toPool}
    </Button>
  );

const ToSet = ({ setId }: { readonly setId: string }) =>
  useMay()('patient-sets.read-set') && (
    <Button component={Link} to={`/admin/patient-sets/${setId}`} size="xs" variant="default">
      {words.toSet}
    </Button>
  );

const ToLastDay = ({ leaverId }: { readonly leaverId: string }) =>
  useMay()('last-day.read-last-day') && (
    <Button component={Link} to={`/admin/users/${leaverId}/last-day`} size="xs" variant="default">
      {words.toLastDay}
    </Button>
  );

function ReviewDue({ review }: { readonly review: Session['reviewsDue'][number] }) {
  const { locale } = useClinic();
  const { reviewId, name, dueOn, lines, when } = review;
  return (
    <Notice tone="warn" title={words.due[when](name, lines)} action={<ToReview reviewId={reviewId} />}>
      {when === 'overdue' ? words.wasDueOn : words.dueOn} {formatDay(dueOn, locale, 'weekday')}.
    </Notice>
  );
}

const ofWork: readonly Session['notices'][number]['kind'][] = [
  'pool-waiting',
  'work-handed-over',
  'hand-over-plan-given',
  'hand-over-plan-checked',
  'last-day-work-left',
  'last-day-nears',
  'own-last-day-nears',
  'cover-ended',
  'questionnaire-overdue',
];

function Told({ notice: { noticeId, kind, facts, at } }: { readonly notice: Session['notices'][number] }) {
  const clinic = useClinic();
  const { revalidate } = useRevalidator();
  const { act, busy } = useAct();
  const putAway = (
    <Button
      size="xs"
      variant="default"
      disabled={busy}
      onClick={() => void act(DismissNotice, { noticeId }, { done: revalidate, refused: () => true })}
    >
      {words.dismiss}
    </Button>
  );
  return (
    <Notice
      title={words.happened(kind, {
        by: facts.by,
        left: facts.left,
        expires: facts.expiresAt ? (facts.accessId ? sayTimeWithin : sayTime)(facts.expiresAt, clinic) : '',
        review: facts.review,
        due: facts.dueOn && formatDay(facts.dueOn, clinic.locale, 'weekday'),
        lines: facts.lines,
        leaver: facts.leaver,
        absent: facts.absent,
        absentUntil: facts.absentUntil && formatDay(facts.absentUntil, clinic.locale, 'weekday'),
        work: facts.work,
        set: facts.set,
        blocked: facts.blocked,
        items: facts.items,
        days: facts.days,
      })}
      action={
        facts.reviewId ||
        facts.accessId ||
        facts.setId ||
        (facts.leaverId && kind !== 'own-last-day-nears') ||
        kind === 'hand-over-plan-given' ||
        kind === 'cover-ended' ||
        kind === 'questionnaire-overdue' ||
        kind === 'pool-waiting' ? (
          <span className="row">
            {facts.reviewId ? (
              <ToReview reviewId={facts.reviewId} />
            ) : facts.accessId ? (
              <ToUses />
            ) : facts.setId ? (
              <ToSet setId={facts.setId} />
            ) : facts.leaverId ? (
              <ToLastDay leaverId={facts.leaverId} />
            ) : kind === 'cover-ended' ? (
              <Link to="/admin/absences">{words.toAbsences}</Link>
            ) : kind === 'pool-waiting' ? (
              <ToPool />
            ) : kind === 'questionnaire-overdue' ? (
              <Link to="/questionnaires?folder=all&status=awaiting-answer&order=oldest">{words.toOverdue}</Link>
            ) : (
              <Link to="/my/hand-over">{words.toOwnPlan}</Link>
            )}
            {putAway}
          </span>
        ) : (
          putAway
        )
      }
    >
      <TimeText instant={at} />
      {ofWork.includes(kind) || facts.setId || facts.reviewId || facts.accessId ? '.' : `. ${words.notYou}`}
    </Notice>
  );
}
