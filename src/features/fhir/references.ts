import type { Entry } from './entry.ts';
import { outerName, systemAndValue } from './names.ts';
import type { Reference } from './schema/datatypes.ts';

/** What the bundle speaks of and does not hold: to be found by name among what is there already. */
export interface Elsewhere {
  /** Unknown where only an identifier is given. */
  readonly type: string | undefined;
  /** `system|value`, `Patient/123` or an address. */
  readonly key: string;
}

export type Target = { readonly entry: Entry } | { readonly elsewhere: Elsewhere } | { readonly nothing: string };

/** Where a reference made in an entry leads; undefined when it gives a display text alone. */
export type Follow = (reference: Reference, from: Entry) => Target | undefined;

/** A way to follow references among these entries, by the rules for bundles (R4, 2.36.4.1). */
export function followAmong(entries: readonly Entry[]): Follow {
  const byName = Map.groupBy(
    entries.flatMap((entry) => [entry.key, ...entry.aliases].map((name) => ({ name, entry }))),
    ({ name }) => name,
  );
  const called = (name: string, type?: string): Entry[] =>
    (byName.get(name) ?? []).flatMap(({ entry }) => (type === undefined || type === entry.type ? entry : []));

  const identified = (name: string, type: string | undefined): Target =>
    only(called(name, type)) ?? { elsewhere: { type, key: name } };

  function contained(name: string, from: Entry): Target {
    const container = from.within ?? from;
    if (name === '#') return { entry: container };
    const part = container.contained.find(({ key }) => key === name);
    if (!part) return { nothing: 'points to nothing contained here' };
    const outer = part.resource && outerName(part.resource);
    return outer === undefined ? { entry: part } : identified(outer, part.type);
  }

  /** The same server is meant as the one that the referring entry comes from. */
  function relative(address: string, type: string, from: Entry): Target {
    const { root } = from.within ?? from;
    if (root === undefined) return only(called(address)) ?? { elsewhere: { type, key: address } };
    const rootless = called(address).filter((entry) => entry.root === undefined);
    return only(called(root + address)) ?? only(rootless) ?? { elsewhere: { type, key: root + address } };
  }

  /** Identifiers are the only search that leads to one resource for certain, besides its id. */
  function searched(type: string, query: string, from: Entry): Target {
    const wanted = new URLSearchParams(query);
    const id = wanted.get('_id');
    return id ? relative(`${type}/${id}`, type, from) : identified(wanted.get('identifier') ?? query, type);
  }

  function addressed(reference: string, from: Entry): Target {
    if (reference.startsWith('#')) return contained(reference, from);
    const [, server = '', type, id, query] = ADDRESS.exec(reference) ?? [];
    if (type && query !== undefined) return searched(type, query, from);
    if (type && server === '') return relative(`${type}/${id}`, type, from);

    const here = only(called(type ? `${server}${type}/${id}` : reference));
    if (here) return here;
    if (reference.startsWith('urn:')) return { nothing: 'points to nothing in this file' };
    return URI.test(reference) ? { elsewhere: { type, key: reference } } : { nothing: 'is not a reference' };
  }

  return ({ reference, type, identifier }, from) => {
    if (reference !== undefined) return addressed(reference, from);
    if (!identifier?.system || !identifier.value) return undefined;
    return identified(systemAndValue(identifier.system, identifier.value), type);
  };
}

/** `Patient/1` or `Patient?identifier=…`, a server before it or not; a version or fragment at the end is left off. */
const ADDRESS = /^(https?:\/\/.*\/)?([A-Z][A-Za-z]*)(?:\/([^/?#]+)(?:\/_history\/[^/#]+)?(?:#.*)?|\?(.*))$/;
const URI = /^[a-z][a-z\d+.-]*:./i;

/** Several entries that share their key are one; several that do not cannot be told apart. */
function only(entries: Entry[]): Target | undefined {
  const [first, ...others] = entries;
  if (others.some(({ key }) => key !== first?.key)) return { nothing: 'points to more than one entry' };
  return first && { entry: first };
}
