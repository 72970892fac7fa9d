import type { Facts } from './refusal.ts';

/** What is said of a hand-over, or of a last day, that is turned down. Part of the sentences of all refusals. */
export const leavingSentences = {
  'handover/plan-malformed': 'The plan names something that does not exist. Load the page again.',
  'handover/not-running': 'No hand-over of yours is running for this user: it has ended already.',
  'handover/plan-changed': 'The open work has changed since you looked. Check the new plan and try again.',
  'handover/work-left': ({ kind, left }) =>
    `${left ?? 'Some'} of the open work (${kind ?? 'unknown kind'}) would be left with nobody. Say what happens to it.`,
  'handover/successor-not-active': 'A successor is not active any more. Choose somebody else.',
  'handover/successor-locked': 'A successor is locked. Choose somebody else.',
  'handover/successor-is-leaver': 'Work cannot be handed over to the person who leaves.',
  'handover/successor-leaves-first': ({ name = 'A successor' }) =>
    `${name} has an earlier last day, and will be gone by then. Choose somebody who stays longer, or change one of the days.`,
  'handover/plans-in-a-circle': ({ name = 'A successor' }) =>
    `${name} is to leave too, and by that plan the work comes back to the person who leaves here. Change one of the two plans first.`,
  'handover/rule-never-asked': ({ place }) =>
    `A rule${place ? ` (number ${place} of its kind)` : ''} is never asked: one before it takes everything that it could. Remove it, or move it up.`,
  'handover/receipt-not-found': 'There is no such receipt.',
  'handover/plan-not-found': 'There is no such plan any more. Load the page again.',
  'handover/undo-too-late': 'The time for undoing this hand-over is over. Give the work back where it is worked.',
  'handover/undone-already': 'This hand-over has been undone already.',
  'handover/nothing-to-undo': 'Nothing is left to give back: somebody has worked on each item since.',
  'last-day/in-the-past': 'A last day is still to come: choose a later time. To end sign-in at once, lock the user.',
  'last-day/not-set': 'No last day is set for this user any more.',
  'handover/leaver-still-out': 'The user has to be active to hold work. Activate first, then give the work back.',
  'handover/leaver-locked': 'The user is locked, and is given no work. Unlock first, then give the work back.',
  'handover/pool-changed': 'Some of this has left the pool since you looked. Nothing was assigned; look again.',
  'handover/cannot-take': ({ items }) =>
    `${items === 1 ? 'One of these' : `${items ?? 'Some'} of these`} cannot go to this colleague. Leave it out, or choose somebody else.`,
} as const satisfies Readonly<Record<string, string | ((facts: Facts) => string)>>;
