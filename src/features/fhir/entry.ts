import { broken } from './broken.ts';
import { namesOf } from './names.ts';
import { otherReleaseOf } from './other-release.ts';
import { checkFor } from './schema/check.ts';
import type { Resource, Resources, ResourceType } from './schema/resources.ts';
import { isObject, type Json } from './walk.ts';

/** A resource in its place: an entry of the bundle, or contained in one. */
export interface Entry {
  /** `entry[12].resource` */
  readonly path: string;
  /** The type of its resource. */
  readonly type: string;
  /** By its key a second import finds the record that the first one wrote. */
  readonly key: string;
  /** What else it may be referred to by. */
  readonly aliases: readonly string[];
  /** Where it stands alone: its `fullUrl`, else its type and id. */
  readonly address: string | undefined;
  /** The server it comes from: `https://example.org/fhir/`. */
  readonly root: string | undefined;
  /** The resource as the file has it. */
  readonly content: Json;
  /** The same, checked; undefined when its type is not one that is read. */
  readonly resource: Resource | undefined;
  readonly contained: readonly Entry[];
  /** The entry that contains it. */
  readonly within: Entry | undefined;
}

export type EntryOf<T extends ResourceType> = Entry & { readonly resource: Resources[T] };

/** An entry's resource with the addresses that its envelope gives it. */
export interface Enveloped {
  readonly file: string;
  readonly path: string;
  readonly resource: Json & { readonly resourceType: string };
  readonly fullUrl?: string | undefined;
  /** `Patient/123`, of a request to put it there. */
  readonly put?: string | undefined;
}

/**
 * Reads one entry: its own fields, and those of what it contains.
 * @throws {Refusal} `fhir/bundle-broken`
 */
export function readEntry({ file, path, resource: content, fullUrl, put }: Enveloped): Entry {
  const type = content.resourceType;
  const resource = check(file, path, content);
  const local = typeof content['id'] === 'string' ? `${type}/${content['id']}` : put;
  // Of one resource, whichever version of it an export has taken.
  const url = fullUrl?.replace(/\/_history\/[^/]+$/, '');
  const addresses = [url, local].filter((address) => address !== undefined);
  const contained: Entry[] = [];
  const entry: Entry = {
    path,
    type,
    ...namesOf({ type, content, resource, addresses }),
    address: addresses[0],
    root: SERVER.exec(url ?? '')?.[1],
    content,
    resource,
    contained,
    within: undefined,
  };
  contained.push(...readContained(entry, file));
  return entry;
}

const SERVER = /^(https?:\/\/.*\/)[^/]+\/[^/]+$/;

function readContained(within: Entry, file: string): Entry[] {
  const parts = within.content['contained'] ?? [];
  if (!Array.isArray(parts)) throw broken(file, `${within.path}.contained`, 'must be array');
  return parts.map((content: unknown, index) => {
    const path = `${within.path}.contained[${index}]`;
    if (!isObject(content) || typeof content['resourceType'] !== 'string')
      throw broken(file, path, 'must be a resource');
    return {
      path,
      type: content['resourceType'],
      key: typeof content['id'] === 'string' ? `#${content['id']}` : path,
      aliases: [],
      address: undefined,
      root: undefined,
      content,
      resource: check(file, path, content),
      contained: [],
      within,
    };
  });
}

function check(file: string, path: string, content: Json): Resource | undefined {
  const type = String(content['resourceType']);
  const other = otherReleaseOf(type, content);
  if (other) throw broken(file, path + other.at, `is of FHIR ${other.release}; export it as R4`);
  const checked = checkFor(type)?.(content);
  if (checked && 'fault' in checked) throw broken(file, path + checked.fault.at, checked.fault.problem);
  return checked?.value;
}
