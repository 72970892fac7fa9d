import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import { fieldOf, provinceOf } from './provinces/provinces.ts';
import { type FieldValues, keptFields } from './provinces/provider-fields.ts';
import { provinceAndToday, takenBySomebodyElse } from './provider-store.ts';
import { contactPossible, datesPossible } from './rules.ts';

interface Given {
  readonly dateOfBirth?: string | null;
  readonly confidentialitySignedOn?: string | null;
  readonly contactEmail?: string;
  readonly providerFields?: readonly FieldValues[];
}

/** Turned down because another active user has the number; says who, as far as the actor may know. */
export const takenRefusal = ({ field, name }: { readonly field: string; readonly name: string | null }): Refusal =>
  new Refusal('user/identifier-taken', { field, label: fieldOf(field)?.label ?? field, ...(name ? { name } : {}) });

/**
 * The provider fields that a user is to have, checked against the clinic's province and against everybody else.
 *
 * @throws {Refusal} `user/date-in-the-future`, `user/field-unknown`, `user/field-malformed`, `user/identifier-taken`.
 */
export async function checkedFields(tx: Tx, userId: Id<'user'> | null, given: Given) {
  const { dateOfBirth, confidentialitySignedOn, contactEmail, providerFields = [] } = given;
  const { province, today } = await provinceAndToday(tx);
  datesPossible(today, { dateOfBirth, confidentialitySignedOn });
  contactPossible(contactEmail);
  const kept = keptFields(provinceOf(province), providerFields);
  const taken = await takenBySomebodyElse(tx, userId, kept);
  if (taken) throw takenRefusal(taken);
  return kept;
}
