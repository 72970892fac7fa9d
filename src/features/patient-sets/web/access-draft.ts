import type { Id } from '#kernel/brand.ts';
import type { Input } from '#kernel/contract.ts';
import type { Difference } from '#web/ui/both-versions.tsx';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { uiWords } from '#web/words/ui.ts';
import type { Choice, LayBlock, SetAccess } from '../access-contract.ts';
import type { Terms } from '../contract.ts';
import { sameTerms } from '../rules.ts';

const words = patientSetWords.access.versions;

/** The sets that are to be closed, each on its terms. */
export type Draft = ReadonlyMap<Id<'set'>, Terms>;

/** Safer than the guide's classic interface: not even the master file, but a way in for an emergency. */
export const usualTerms: Terms = {
  reason: '',
  endsOn: null,
  reviewOn: null,
  masterFileOpen: false,
  emergencyAllowed: true,
  patientRequest: false,
};

const termsOf = ({ reason, endsOn, reviewOn, masterFileOpen, emergencyAllowed, patientRequest }: Terms): Terms => ({
  reason,
  endsOn,
  reviewOn,
  masterFileOpen,
  emergencyAllowed,
  patientRequest,
});

export const draftOf = ({ blackListed }: SetAccess): Draft =>
  new Map(blackListed.map((one) => [one.setId, termsOf(one)]));

/** Every set of the two lists, by name. */
export const choicesOf = ({ blackListed, sets }: SetAccess): readonly Choice[] =>
  [...blackListed, ...sets].toSorted((a, b) => a.name.localeCompare(b.name));

/** By whom each block that stands is looked at again. */
export const reviewersOf = ({ blackListed }: SetAccess): ReadonlyMap<Id<'set'>, string> =>
  new Map(blackListed.flatMap(({ setId, reviewer }) => (reviewer ? [[setId, uiWords.named(reviewer)] as const] : [])));

/** The sets of which the reader is not told why they are closed. */
export const withheldOf = ({ blackListed }: SetAccess): ReadonlySet<Id<'set'>> =>
  new Set(blackListed.flatMap(({ setId, reasonWithheld }) => (reasonWithheld ? [setId] : [])));

export type Change = 'closes' | 'opens' | 'differs';

/** What Done would do to a set; nothing where it stays as it is. */
export function changeOf(base: Draft, draft: Draft, setId: Id<'set'>): Change | undefined {
  const [was, is] = [base.get(setId), draft.get(setId)];
  if (!was) return is && 'closes';
  if (!is) return 'opens';
  return sameTerms(was, is) ? undefined : 'differs';
}

/** What is sent: the sets to be closed, in the versions that were shown. */
export const asked = (draft: Draft, choices: readonly Choice[]): Input<typeof LayBlock>['blackListed'] =>
  choices.flatMap(({ setId, versionNumber }) => {
    const terms = draft.get(setId);
    return terms ? [{ setId, versionNumber, ...terms }] : [];
  });

/** What stands against saving a block that is new or changed, at which field. */
export function wrongWith({ reason, endsOn, reviewOn }: Terms, today: string): keyof Terms | undefined {
  if (reason.trim() === '') return 'reason';
  if (endsOn !== null && endsOn < today) return 'endsOn';
  const reviewed = reviewOn === null || (reviewOn >= today && (endsOn === null || reviewOn <= endsOn));
  return reviewed ? undefined : 'reviewOn';
}

function said(terms: Terms | undefined, dayOf: (day: string) => string): string {
  if (!terms) return words.open;
  const { reason, endsOn, reviewOn, masterFileOpen, emergencyAllowed, patientRequest } = terms;
  return words.closed([
    ...(reason ? [reason] : []),
    ...(endsOn ? [words.until(dayOf(endsOn))] : []),
    ...(reviewOn ? [words.review(dayOf(reviewOn))] : []),
    ...(masterFileOpen ? [words.masterFile] : []),
    emergencyAllowed ? words.emergency : words.noEmergency,
    ...(patientRequest ? [words.lockBox] : []),
  ]);
}

interface Versions {
  /** What the overlay began with. */
  readonly base: Draft;
  readonly mine: Draft;
  readonly theirs: Draft;
}

/** Both versions, set by set, where they differ. */
export const differences = (
  { base, mine, theirs }: Versions,
  choices: readonly Choice[],
  dayOf: (day: string) => string,
): Difference<Id<'set'>>[] =>
  choices
    .filter(({ setId }) => changeOf(mine, theirs, setId))
    .map(({ setId, name }) => ({
      field: setId,
      label: name,
      mine: said(mine.get(setId), dayOf),
      theirs: said(theirs.get(setId), dayOf),
      proposed: changeOf(base, theirs, setId) ? 'theirs' : 'mine',
    }));

/** What is saved by now, with those sets as mine has them that are to stand. */
export function merged(mine: Draft, theirs: Draft, ofMine: readonly Id<'set'>[]): Draft {
  const together = new Map(theirs);
  for (const setId of ofMine) {
    const terms = mine.get(setId);
    if (terms) together.set(setId, terms);
    else together.delete(setId);
  }
  return together;
}
