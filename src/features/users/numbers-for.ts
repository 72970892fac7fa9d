import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { numbersOf } from './provider-store.ts';
import { standingOf } from './provinces/completeness.ts';
import type { Ability } from './record-schema.ts';
import { fieldsFor, provinceOf } from './provinces/provinces.ts';

/** A number under the name that forms of the province give it. */
export interface NamedNumber {
  readonly label: string;
  readonly value: string;
}

/** The numbers that a user does this under, and what is missing before they can; the page of the record says the same. */
export async function numbersFor(
  tx: Tx,
  userId: Id<'user'>,
  ability: Ability,
): Promise<{ readonly numbers: readonly NamedNumber[]; readonly lacks: readonly string[] }> {
  const user = await numbersOf(tx, userId);
  if (!user) return { numbers: [], lacks: [] };
  const province = provinceOf(user.province);
  const taken = province.takes[ability].flat();
  const has = (key: string) => user.numbers.some(({ field }) => field === key);
  const equipped = { type: user.type, hasSite: true, allows: () => true, has };
  const standing = standingOf(province, equipped).find((one) => one.ability === ability);
  return {
    numbers: fieldsFor(province, user.type)
      .filter(({ key }) => taken.includes(key))
      .flatMap(({ key, label }) =>
        user.numbers.filter(({ field }) => field === key).map(({ value }) => ({ label, value })),
      ),
    lacks: (standing?.lacks ?? []).map((anyOf) => anyOf.map(({ label }) => label).join(' or ')),
  };
}
