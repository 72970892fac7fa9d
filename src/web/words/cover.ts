import { inLanguage } from './language.ts';

const list = (names: readonly string[]) => new Intl.ListFormat('en-CA').format(names);

/** What the frame says of cover on every page, and a user's page of an absence. */
const en = {
  region: 'Cover',
  covers: (name: string, until: string) => `You cover for ${name} until ${until}`,
  kinds: (kinds: string) => `In your lists, marked “for”: ${kinds}.`,
  away: (until: string) => `You are recorded as away until ${until}`,
  awayWhy: 'Back already? End the absence, and whoever covers stops.',
  mine: 'My absences',
  reasons: { holiday: 'Holiday', 'parental-leave': 'Parental leave', illness: 'Illness', other: 'Other' },
  userAway: (until: string, reason: string) => `Away until ${until}: ${reason}`,
  coveredBy: (names: readonly string[]) => `Covered by ${list(names)}.`,
  notCovered: 'Nobody covers.',
  notLookedUp: 'Whether this user is away could not be looked up. Load the page again.',
};

export const coverWords = inLanguage({ en });
