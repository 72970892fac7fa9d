import type { Id } from '#kernel/brand.ts';

/** What a reader of the log looks for. */
export interface Filters {
  readonly from?: string;
  readonly to?: string;
  readonly actorId?: Id<'user'>;
  readonly onBehalfOfId?: Id<'user'>;
  readonly subjectUserId?: Id<'user'>;
  readonly patientId?: Id<'patient'>;
  readonly action?: string;
  readonly outcome?: 'done' | 'refused';
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The identifiers in the facts of an entry, however deep, each once. */
export function identifiersIn(facts: unknown, found: Set<string> = new Set()): Set<string> {
  if (typeof facts === 'string') {
    for (const part of facts.split(':')) if (UUID.test(part)) found.add(part);
  } else if (typeof facts === 'object' && facts !== null) {
    for (const one of Object.values(facts)) identifiersIn(one, found);
  }
  return found;
}

interface Reading {
  readonly filters: Filters;
  readonly shown: number;
  /** It goes on where a page before ended. */
  readonly further: boolean;
  readonly exporting: boolean;
}

/** What the entry of a reading says of it: for whose acts or record it looked, and how much it showed. */
export function recordOf({ filters, shown, further, exporting }: Reading) {
  const { actorId, onBehalfOfId, subjectUserId, patientId } = filters;
  return {
    subjectUserId: subjectUserId ?? actorId ?? onBehalfOfId,
    patientId,
    facts: { filters, shown, ...(further ? { further } : {}), ...(exporting ? { exported: true } : {}) },
  };
}
