import {
  IconBuilding,
  IconCheck,
  IconId,
  IconKey,
  IconLock,
  IconPassword,
  IconShieldLock,
  IconStethoscope,
  IconUserCheck,
  IconX,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { useMay } from '#web/session.ts';
import { dayOf, formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Tag } from '#web/ui/tag.tsx';
import { sayTimeWithin } from '#web/ui/time-text.tsx';
import { roleWords } from '#web/words/roles.ts';
import type { Explanation, StepKind } from '../access-contract.ts';
import { sayAnswer, sayChange, sayStep } from './answer-words.ts';
import css from './access.module.css';

const words = roleWords.answer;

const icons: Readonly<Record<StepKind, typeof IconKey>> = {
  status: IconUserCheck,
  lock: IconLock,
  credentials: IconPassword,
  role: IconKey,
  type: IconStethoscope,
  site: IconBuilding,
  number: IconId,
  block: IconShieldLock,
};

interface AnswerProps {
  readonly explanation: Explanation;
  readonly userId: Id<'user'>;
  readonly patient: string | undefined;
  readonly past: boolean;
}

/** The answer in a sentence, how it was decided step by step, and how it is changed. */
export function Answer({ explanation, userId, patient, past }: AnswerProps) {
  const clinic = useClinic();
  const { timeZone, locale } = clinic;
  const may = useMay();
  const sayDay = (instant: string) => formatDay(dayOf(instant, timeZone), locale);
  const { allowed, steps } = explanation;
  const change = sayChange(explanation, past);
  const linkOf = (step: StepKind) => {
    if (step === 'role') return may('roles.list-roles') && <Link to="/admin/roles">{words.links.roles}</Link>;
    return step !== 'block' && may('users.read-user') && <Link to={`/admin/users/${userId}`}>{words.links.user}</Link>;
  };
  return (
    <>
      <div className={css.answer} data-yes={allowed}>
        <span className={css.disc}>
          {allowed ? <IconCheck size={22} aria-hidden /> : <IconLock size={20} aria-hidden />}
        </span>
        <p>{sayAnswer(explanation, { patient, past, sayDay })}</p>
      </div>
      <ol className={css.steps} aria-label={words.decided}>
        {steps.map(({ step, passes }) => {
          const StepIcon = icons[step];
          return (
            <li key={step} data-ok={passes}>
              <div className={css.stepHead}>
                <StepIcon size={17} aria-hidden />
                <b>{words.steps[step]}</b>
                <Tag tone={passes ? 'ok' : 'bad'} icon={passes ? IconCheck : IconX}>
                  {passes ? words.passes : words.stops}
                </Tag>
              </div>
              <p>{sayStep(step, explanation, { sayDay, sayTime: (at) => sayTimeWithin(at, clinic), past })}</p>
              {linkOf(step)}
            </li>
          );
        })}
      </ol>
      {change && <p className={css.change}>{change}</p>}
    </>
  );
}
