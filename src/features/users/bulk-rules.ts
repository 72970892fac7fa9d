import type { Id } from '#kernel/brand.ts';
import type { Hindrance, turns } from './bulk-contract.ts';

/** A chosen user, as far as adding or removing one role goes. */
export interface Chosen {
  readonly userId: Id<'user'>;
  readonly name: string;
  readonly active: boolean;
  readonly locked: boolean;
  readonly hasRole: boolean;
  readonly hasOthers: boolean;
  /** Holds the right that makes an administrator through another role. */
  readonly administersAnyway: boolean;
}

export interface Change {
  readonly turn: (typeof turns)[number];
  readonly actorId: Id<'user'>;
  /** The role gives the right that makes an administrator. */
  readonly administers: boolean;
}

/** What stands against the change for one user by themselves. */
function hindranceOf({ turn, actorId, administers }: Change, user: Chosen): Hindrance | undefined {
  if (!user.active) return 'inactive';
  // What is taken from somebody who is locked out is one danger less.
  if (turn === 'add') return user.locked ? 'locked' : undefined;
  if (!user.hasOthers) return 'last-role';
  return user.userId === actorId && administers && !user.administersAnyway ? 'own-last-right' : undefined;
}

/** Who of the chosen users changes, who stays as they are, and for whom it cannot be done. */
export function sortOut(change: Change, chosen: readonly Chosen[]) {
  const touched = chosen.filter(({ active, hasRole }) => !active || hasRole === (change.turn === 'remove'));
  const hindered = touched.flatMap((user) => {
    const why = hindranceOf(change, user);
    return why ? [{ user, why }] : [];
  });
  const stopped = new Set(hindered.map(({ user }) => user));
  return {
    changed: touched.filter((user) => !stopped.has(user)),
    unchanged: chosen.filter((user) => !touched.includes(user)),
    hindered,
  };
}

/** Who would be an administrator no more. */
export const stepDown = ({ turn, administers }: Change, changed: readonly Chosen[]): Chosen[] =>
  turn === 'remove' && administers ? changed.filter(({ administersAnyway }) => !administersAnyway) : [];
