import { inLanguage } from './language.ts';

const listed = new Intl.ListFormat('en-CA', { type: 'conjunction' });
const since = (day: string | undefined) => (day ? ` since ${day}` : '');

/** What waits for an administrator, as one line and on the page where the day starts. */
const en = {
  region: 'What waits for an administrator',
  title: (what: readonly string[]) => `${what.length} things wait: ${listed.format(what)}.`,
  what: {
    locked: (day: string | undefined) => `work of locked users${since(day)}`,
    shutOut: (day: string | undefined) => `work of users who cannot sign in${since(day)}`,
    leaving: (day: string | undefined) => `a last day${day ? ` on ${day}` : ''}`,
    overdue: (day: string | undefined) => `an outside checklist${since(day)}`,
    pool: (day: string | undefined) => `the unassigned pool${since(day)}`,
  },
  failed: 'What waits for an administrator could not be looked up.',
  again: 'Load again',
  show: 'Show them',
  hide: 'Hide them',
};

export const whatWaitsWords = inLanguage({ en });
