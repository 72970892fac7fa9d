import { roleWords } from '#web/words/roles.ts';
import type { Explanation, StepKind } from '../access-contract.ts';

const words = roleWords.answer;

interface Speaking {
  /** The patient asked about, by name. */
  readonly patient: string | undefined;
  /** It is about a past moment. */
  readonly past: boolean;
  /** A moment as a day in words. */
  readonly sayDay: (instant: string) => string;
}

const namesOf = (through: Explanation['through']) => through.map(({ name }) => name);

function becauseOf(explanation: Explanation, { past, sayDay }: Speaking): string {
  const { because, through, steps, leftAt, lockedReason, blockedBy } = explanation;
  const { roles, status, lock, credentials, role, type, site, number, block } = words.because;
  const askedOfBlocks = steps.some(({ step }) => step === 'block');
  if (because === null) return roles(namesOf(through), askedOfBlocks, past);
  const reasons: Readonly<Record<StepKind, () => string>> = {
    status: () => status(leftAt ? sayDay(leftAt) : undefined, past),
    lock: () => lock(lockedReason, past),
    credentials: () => credentials(explanation.signIn, past),
    role: () => role(past),
    type: () => type(explanation.type),
    site: () => site(past),
    number: () => number(explanation.lacks),
    block: () => block(blockedBy, past),
  };
  return reasons[because]();
}

/** The answer in one sentence: yes or no, who, what, and why. */
export function sayAnswer(explanation: Explanation, speaking: Speaking): string {
  const { allowed, name, says } = explanation;
  const { patient, past } = speaking;
  return words.sentence({ allowed, name, says, patient, past, because: becauseOf(explanation, speaking) });
}

/** What was found at a step. */
export function sayStep(
  step: StepKind,
  explanation: Explanation,
  { sayDay, sayTime, past }: Pick<Speaking, 'sayDay' | 'past'> & { readonly sayTime: (instant: string) => string },
): string {
  const { says } = words;
  const { through, sites, lacks, heldUntil, activeSince, leftAt, lockedAt, lockedReason, blockedSince } = explanation;
  const found: Readonly<Record<StepKind, () => string>> = {
    status: () =>
      activeSince ? says.activeSince(sayDay(activeSince)) : says.left(leftAt ? sayDay(leftAt) : undefined),
    lock: () => (lockedAt ? says.locked(lockedReason) : says.notLocked),
    credentials: () =>
      explanation.signIn === 'held' && heldUntil
        ? says.heldUntil(sayTime(heldUntil))
        : says.credentials(explanation.signIn, past),
    role: () => (through.length > 0 ? says.through(namesOf(through)) : says.noRole),
    type: () => says.type(explanation.type, past),
    number: () => (lacks.length > 0 ? says.noNumber(lacks) : says.numbers),
    site: () => (sites.length > 0 ? says.sites(sites) : says.noSite),
    block: () => (blockedSince ? says.block(sayDay(blockedSince)) : says.noBlock),
  };
  return found[step]();
}

/** How it is changed; nothing for what is past. */
export function sayChange({ because, through, allowedBy, signIn }: Explanation, past: boolean): string | undefined {
  const { change } = words;
  if (past) return undefined;
  if (because === null) return change.end(namesOf(through));
  if (because === 'role') return change.role(allowedBy);
  return because === 'credentials' ? change.credentials(signIn) : change[because];
}
