import { createHash, randomUUID } from 'node:crypto';
import type { Imported, Nameable, Source } from './imported.ts';

/** How a source's key is kept: of one length, and telling nothing about anybody. */
export const fingerprint = (key: string): string => createHash('sha256').update(key).digest('base64url');

const ABSOLUTE = /^(https?:\/\/|urn:(uuid|oid):)[^|]*$/i;
const RELATIVE = /^[A-Za-z]+\/([^/|]+)$/;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Under these a record is found again: its key, and addresses that stand for one thing wherever they are written. */
export const foundBy = ({ source, aliases }: Nameable): string[] => [
  source.key,
  ...aliases.filter((alias) => ABSOLUTE.test(alias)),
];

/** Under these another file may speak of it. `Patient/1` is left out: another system has a `Patient/1` too. */
const spokenOfAs = ({ source, aliases }: Nameable): string[] => [
  source.key,
  ...aliases.filter((alias) => !isLocal(alias)),
];

export interface Name {
  readonly type: string;
  readonly key: string;
}

/** A name and the record it stands for. */
export interface Target extends Name {
  readonly targetId: string;
}

const idOf = ({ type, key }: Name): string => `${type} ${key}`;

const nameables = ({ sites, practitioners, patients }: Imported): Nameable[] => [
  ...sites,
  ...practitioners,
  ...patients,
];
type Item = Imported['notes' | 'results' | 'claims'][number];
const items = ({ notes, results, claims }: Imported): Item[] => [...notes, ...results, ...claims];

/** Whether a key means one thing only where it was written: `Practitioner/1`. */
export function isLocal(key: string): boolean {
  const id = RELATIVE.exec(key)?.[1];
  return id !== undefined && !UUID.test(id);
}

/** What a record about a patient is kept under. `Encounter/1` of one patient is not that of another. */
const keptAs = ({ source: { key }, patientKey }: Item): string => (isLocal(key) ? `${key} of ${patientKey}` : key);

/** Every name by which something of an import may be known here. */
export function namesIn(imported: Imported): Name[] {
  const named = nameables(imported).flatMap((one) => foundBy(one).map((key) => ({ type: one.source.type, key })));
  const kept = items(imported).map((item) => ({ type: item.source.type, key: keptAs(item) }));
  return [...named, ...kept, ...imported.missing];
}

/** Which record here each record of an import is, those that are new with an id of their own. */
export interface Identities {
  /** The id of a person or site that a record refers to; null where nobody known is meant. */
  readonly idOf: (type: string, key: string | null) => string | null;
  readonly of: (source: Source) => string;
  readonly isNew: (source: Source) => boolean;
  /** What to keep, so that each is known the next time. */
  readonly toKeep: readonly Target[];
}

/**
 * Decides for each record of an import whether it is here already.
 * `linked` are patients who came from elsewhere and were found by their health number.
 */
export function identify(
  imported: Imported,
  known: readonly Target[],
  linked: ReadonlyMap<string, string>,
): Identities {
  const ids = new Map(known.map((target) => [idOf(target), target.targetId]));
  const fresh = new Set<string>();
  const toKeep: Target[] = [];

  function settle(source: Source, names: readonly string[], kept: readonly string[]): void {
    const { type } = source;
    if (ids.has(idOf(source))) return;
    const here = names.flatMap((key) => ids.get(idOf({ type, key })) ?? [])[0] ?? linked.get(source.key);
    const targetId = here ?? randomUUID();
    ids.set(idOf(source), targetId);
    if (here === undefined) fresh.add(idOf(source));
    toKeep.push(...kept.map((key) => ({ type, key, targetId })));
  }
  for (const one of nameables(imported)) settle(one.source, foundBy(one), spokenOfAs(one));
  for (const item of items(imported)) settle(item.source, [keptAs(item)], [keptAs(item)]);

  return {
    idOf: (type, key) => (key === null ? null : (ids.get(idOf({ type, key })) ?? null)),
    of: (source) => ids.get(idOf(source)) ?? '',
    isNew: (source) => fresh.has(idOf(source)),
    toKeep,
  };
}
