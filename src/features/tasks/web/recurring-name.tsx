import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import { Tag } from '#web/ui/tag.tsx';
import { recurringTaskWords } from '#web/words/recurring-tasks.ts';
import { workWords } from '#web/words/work.ts';
import { PatientLink } from '../../work/web/public.tsx';
import type { RecurringTask } from '../recurring-contract.ts';
import css from './task-lists.module.css';

/** What comes again and again, about whom, and from whom it came. */
export const RecurringName = ({ title, type, urgent, patient, cameFrom }: RecurringTask) => (
  <span className={css.name}>
    <b>{title}</b>
    {patient && (
      <span className="small">
        <PatientLink patient={patient} />
      </span>
    )}
    <span className={css.tags}>
      {type && <Tag>{type}</Tag>}
      {urgent && (
        <Tag tone="warn" icon={IconAlertTriangle}>
          {recurringTaskWords.recurring.urgent}
        </Tag>
      )}
      {cameFrom && (
        <Tag tone="away" icon={IconArrowRight}>
          {workWords.from(cameFrom.name)}
        </Tag>
      )}
    </span>
  </span>
);
