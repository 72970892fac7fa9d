import { type Static, Type } from 'typebox';
import { broken } from './broken.ts';
import { nameOf } from './demographics.ts';
import { type Entry, type EntryOf, readEntry } from './entry.ts';
import { type Elsewhere, type Follow, followAmong } from './references.ts';
import { checkOf } from './schema/check.ts';
import { listOf, type Reference, some, Uri } from './schema/datatypes.ts';
import type { ResourceType } from './schema/resources.ts';
import { isObject, walk } from './walk.ts';

/** A bundle of which every part that is read, and every reference, has been found in order. */
export interface Bundle {
  readonly file: string;
  readonly entries: readonly Entry[];
  /** How many entries bring no resource: they ask for one, or for its deletion. */
  readonly empty: number;
  /** It is a page of a search, and names a next one. */
  readonly hasNextPage: boolean;
  readonly follow: Follow;
  readonly mentions: readonly Mention[];
}

/** Where the bundle speaks of something that it does not hold. */
export interface Mention extends Elsewhere {
  readonly path: string;
}

/** Where a record stands. */
export const pathOf = (
  entries: readonly Entry[],
  { type, key }: { readonly type: string; readonly key: string },
): string => entries.find((entry) => entry.type === type && entry.key === key)?.path ?? type;

export const entriesOf = <T extends ResourceType>({ entries }: Bundle, type: T): EntryOf<T>[] =>
  entries.filter((entry): entry is EntryOf<T> => entry.resource?.resourceType === type);

const TypeName = Type.Refine(
  Type.String(),
  (text) => /^[A-Z][A-Za-z]{1,63}$/.test(text),
  () => 'must be a type of resource',
);
const Envelope = Type.Object({
  resourceType: Type.Literal('Bundle'),
  // History and responses bring nothing that could be imported.
  type: Type.Enum(['transaction', 'batch', 'collection', 'searchset', 'document', 'message']),
  link: listOf(Type.Object({ relation: some(Type.String()) })),
  entry: listOf(
    Type.Object({
      fullUrl: some(Uri),
      resource: some(Type.Object({ resourceType: TypeName })),
      request: some(
        Type.Object({ method: Type.Enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']), url: Type.String() }),
      ),
    }),
  ),
});
type Envelope = Static<typeof Envelope>;
const checkEnvelope = checkOf(Envelope);
/** Requests that bring no resource. */
const withoutResource = new Set(['GET', 'HEAD', 'DELETE']);
const DEEPEST = 100;

/**
 * Reads a bundle whole or not at all.
 * @throws {Refusal} `fhir/bundle-broken`, with file, entry, path and problem
 */
export function readBundle(json: unknown, file: string): Bundle {
  refuseUnstorable(json, file);
  const envelope = checkEnvelope(json);
  if ('fault' in envelope) throw broken(file, envelope.fault.at.slice(1) || 'Bundle', envelope.fault.problem);

  const entries = readEntries(envelope.value, file);
  refuseTwins(entries, file);
  const follow = followAmong(entries);
  const mentions = entries.flatMap((entry) => followAll(entry, follow, file));
  const empty = (envelope.value.entry?.length ?? 0) - entries.length;
  const hasNextPage = envelope.value.link?.some(({ relation }) => relation === 'next') ?? false;
  return { file, entries, empty, hasNextPage, follow, mentions };
}

/** Refuses what no database takes in, and what is nested beyond all that FHIR knows. */
function refuseUnstorable(json: unknown, file: string): void {
  walk(json, '', (value, path, depth) => {
    if (depth > DEEPEST) throw broken(file, path, 'is nested too deeply');
    if (typeof value === 'number' && !Number.isFinite(value)) throw broken(file, path, 'must be a finite number');
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) {
      throw broken(file, path, 'must be text without NUL or half characters');
    }
  });
}

function readEntries({ entry = [] }: Envelope, file: string): Entry[] {
  return entry.flatMap(({ resource, fullUrl, request }, index) => {
    const path = `entry[${index}].resource`;
    if (resource) {
      const put = request?.method === 'PUT' && !request.url.includes('?') ? request.url : undefined;
      return readEntry({ file, path, resource, fullUrl, put });
    }
    if (request && withoutResource.has(request.method)) return [];
    throw broken(file, path, 'is missing');
  });
}

/** Two patients with one key would share a chart; two entries with one address cannot be told apart. */
function refuseTwins(entries: readonly Entry[], file: string): void {
  const seen = new Map<string, Entry>();
  for (const entry of entries) {
    const own = [entry.address, entry.type === 'Patient' ? entry.key : undefined];
    for (const name of new Set(own.filter((known) => known !== undefined))) {
      const twin = seen.get(name);
      if (twin) throw broken(file, entry.path, `has the same fullUrl, id or identifier as ${twin.path}`);
      seen.set(name, entry);
    }
  }
  refuseSharedIdentifiers(entries, file);
}

/** A practitioner may stand in a bundle several times; two who share an identifier would get each other's results. */
function refuseSharedIdentifiers(entries: readonly Entry[], file: string): void {
  const seen = new Map<string, EntryOf<'Practitioner'>>();
  for (const entry of entries.filter(isPractitioner)) {
    const family = familyOf(entry);
    if (!family) continue;
    const twin = seen.get(entry.key) ?? entry;
    if (familyOf(twin) !== family) {
      throw broken(file, entry.path, `has the identifier of ${twin.path} and another name`);
    }
    seen.set(entry.key, twin);
  }
}

const isPractitioner = (entry: Entry): entry is EntryOf<'Practitioner'> =>
  entry.resource?.resourceType === 'Practitioner';

const familyOf = ({ resource: { name } }: EntryOf<'Practitioner'>): string =>
  name?.length ? nameOf(name).family.toLowerCase() : '';

/** Follows every reference made in an entry, whether it is used or not. */
function followAll(entry: Entry, follow: Follow, file: string): Mention[] {
  const mentions: Mention[] = [];
  walk(entry.content, entry.path, (value, path) => {
    const reference = referenceIn(value);
    const target = reference && follow(reference, entry);
    if (!target) return;
    if ('nothing' in target) throw broken(file, `${path}.reference`, target.nothing);
    if ('elsewhere' in target) mentions.push({ ...target.elsewhere, path });
  });
  return mentions;
}

/** What a value refers to, if it is a reference, in a resource of whatever type. */
function referenceIn(value: unknown): Reference | undefined {
  if (!isObject(value)) return undefined;
  const { reference, identifier, type } = value;
  if (typeof reference === 'string') return { reference };
  if (!isObject(identifier)) return undefined;
  const { system, value: number } = identifier;
  if (typeof system !== 'string' || typeof number !== 'string') return undefined;
  return { identifier: { system, value: number }, ...(typeof type === 'string' && { type }) };
}
