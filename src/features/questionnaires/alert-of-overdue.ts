import { hourly } from '#kernel/job.ts';
import { alertNext } from './alert-store.ts';

/** Whoever is alerted when a questionnaire is not completed is told once its day is over, or their successor where they have left. */
export const alertOfOverdue = hourly('questionnaires.alert-of-overdue', alertNext);
