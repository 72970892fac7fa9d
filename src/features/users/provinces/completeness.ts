import type { UserType } from '../contract.ts';
import { practitionerTypes } from '../rules.ts';
import { type ProviderField, type Province } from './field.ts';
import { abilities, type Ability } from '../record-schema.ts';
import { fieldsFor } from './provinces.ts';

/** A user as far as the numbers, places and permissions of an ability go. */
export interface Equipped {
  readonly type: UserType | '';
  readonly hasSite: boolean;
  /** Whether a role of theirs lets them. */
  readonly allows: (ability: Ability) => boolean;
  /** Whether this field has a value. */
  readonly has: (field: string) => boolean;
}

/** What stands between a user and an ability: one of these fields each, a site, a role. */
export interface Standing {
  readonly ability: Ability;
  readonly lacks: readonly (readonly ProviderField[])[];
  readonly lacksSite: boolean;
  readonly lacksRole: boolean;
}

const placed: readonly Ability[] = ['prescribe', 'refer'];

/** What is missing before this user can bill, prescribe, refer and receive labs; nothing is asked of anybody but practitioners. */
export function standingOf(province: Province, { type, hasSite, allows, has }: Equipped): readonly Standing[] {
  if (type === '' || !practitionerTypes.includes(type)) return [];
  const own = fieldsFor(province, type);
  return abilities.map((ability) => ({
    ability,
    lacks: province.takes[ability]
      .map((anyOf) => own.filter(({ key }) => anyOf.includes(key)))
      .filter((anyOf) => anyOf.length > 0 && !anyOf.some(({ key }) => has(key))),
    lacksSite: placed.includes(ability) && !hasSite,
    lacksRole: !allows(ability),
  }));
}
