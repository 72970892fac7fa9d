import type { Criteria, Shown } from '#features/demographic-report/contract.ts';
import { checkCriteria, countReport, recorded } from '#features/demographic-report/public.ts';
import { command } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import { nameOf } from './rules.ts';
import { SavePatientSet } from './save-contract.ts';
import * as store from './save-store.ts';

type Asked = Input<typeof SavePatientSet>;

/** Decides whether whoever is found now is whoever was looked at. */
function asSeen({ seen }: Asked, { shown, fingerprint }: { readonly shown: number; readonly fingerprint: string }) {
  if (shown === 0) throw new Refusal('set/empty');
  if (shown !== seen.patients || fingerprint !== seen.fingerprint) {
    throw new Refusal('set/report-changed', { shown: seen.patients, now: shown });
  }
}

/** A name that is taken is refused with what a new version of that set would mean; whom the set keeps out is offered none. */
async function nameTaken(tx: Tx, set: store.NamedSet, shown: Shown): Promise<Refusal> {
  const { setId, name, version, concernsYou } = set;
  if (concernsYou) return new Refusal('set/name-taken');
  return new Refusal('set/name-taken', { setId, name, version, ...(await store.difference(tx, setId, shown)) });
}

/** What the report asked for; and its limit, where that cut it short. */
type MadeFrom = Pick<Parameters<typeof store.insertVersion>[2], 'criteria' | 'cutTo'>;
const askable = ({ criteria, cutTo }: MadeFrom): Criteria | null => (cutTo === null ? criteria : null);

async function firstVersion(tx: Tx, actor: Actor, asked: Asked, made: MadeFrom) {
  const { name } = asked;
  const setId = await store.insertSet(tx, actor, name, askable(made));
  const filled = await store.fillSet(tx, setId, asked);
  asSeen(asked, filled);
  const { joined, departed } = filled;
  const members = await store.insertVersion(tx, actor, { setId, number: 1, ...made, reason: '', joined, departed });
  return { setId, name, versionNumber: 1, members, joined, departed };
}

async function nextVersion(tx: Tx, actor: Actor, asked: Asked, { set, made }: { set: store.NamedSet; made: MadeFrom }) {
  const { setId, name } = set;
  const number = set.versionNumber + 1;
  const filled = await store.refillSet(tx, set, asked);
  asSeen(asked, filled);
  const { joined, departed } = filled;
  await store.raiseVersion(tx, setId, number, askable(made));
  const reason = asked.newVersion?.reason.trim() ?? '';
  const members = await store.insertVersion(tx, actor, { setId, number, ...made, reason, joined, departed });
  return { setId, name, versionNumber: number, members, joined, departed };
}

/**
 * Saves exactly whom the report shows. A report that its limit cuts short is no rule by which somebody
 * could be found again: that set says what was asked for, and does not ask it again.
 */
export const savePatientSet = command(SavePatientSet, async (tx, actor, asked) => {
  const { name: typed, newVersion, seen: _seen, ...shown } = asked;
  const { criteria: dated } = await checkCriteria(tx, shown.criteria);
  const name = nameOf(typed);
  const wanted = { ...asked, name, criteria: dated };
  const [set, counted] = await Promise.all([
    store.setNamed(tx, name),
    shown.limit === undefined ? undefined : countReport(tx, wanted),
  ]);
  const cutTo = counted && counted.found > counted.shown ? counted.shown : null;
  const made = { criteria: shown.criteria, cutTo };
  if (set && !newVersion) throw await nameTaken(tx, set, wanted);
  if (newVersion && set?.setId !== newVersion.setId) throw new Refusal('set/not-found');
  if (newVersion && set?.version !== newVersion.version) throw new Refusal('request/version-stale');
  if (newVersion && set?.keptUpToDate && cutTo !== null) throw new Refusal('set/kept-up-to-date');
  const saved = await (set ? nextVersion(tx, actor, wanted, { set, made }) : firstVersion(tx, actor, wanted, made));
  const { setId, versionNumber, members, joined, departed } = saved;
  const facts = { set: saved.name, setId, version: versionNumber, members, joined, departed, ...recorded(shown) };
  return { output: saved, audit: { facts, ...(newVersion ? { reason: newVersion.reason.trim() } : {}) } };
});
