import { Refusal } from '#kernel/refusal.ts';
import type { ProviderField, Province } from './field.ts';

/** The values of one field, as they are sent, kept and answered. */
export interface FieldValues {
  readonly field: string;
  readonly values: readonly string[];
}

/** A value as it is kept: trimmed, and without the spaces and hyphens in which people group a number of fixed form. */
export const tidy = ({ format }: Pick<ProviderField, 'format'>, value: string): string =>
  format ? value.replaceAll(/[\s-]+/g, '').toUpperCase() : value.trim();

/** Whether a field can hold this value; an empty one always fits, and stands for none. */
export const fits = (field: ProviderField, value: string): boolean => {
  const kept = tidy(field, value);
  if (kept === '') return true;
  if (field.choices) return field.choices.some((choice) => choice.value === kept);
  return field.format?.pattern.test(kept) ?? true;
};

/** As a number is looked for and held against others, whatever its case and grouping; db/0047 says the same. */
export const soughtAs = (value: string): string => value.replaceAll(/[\s-]+/g, '').toUpperCase() || value;

/** Of several values each once: however they are written, they are one number. */
const distinct = (values: readonly string[]): string[] => [
  ...new Map(values.map((one) => [soughtAs(one), one])).values(),
];

/**
 * The fields of a province as they may be kept.
 *
 * @throws {Refusal} `user/field-unknown`, `user/field-malformed`.
 */
export function keptFields({ fields }: Province, given: readonly FieldValues[]) {
  return given.map(({ field: key, values }, at) => {
    const field = fields.find((one) => one.key === key);
    const isFirst = given.findIndex((one) => one.field === key) === at;
    if (!field || !isFirst) throw new Refusal('user/field-unknown', { field: key });
    const kept = distinct(values.map((value) => tidy(field, value)).filter(Boolean));
    const tooMany = kept.length > 1 && !field.several;
    if (tooMany || !kept.every((value) => fits(field, value))) {
      const says = tooMany ? 'It takes one value.' : (field.format?.says ?? '');
      throw new Refusal('user/field-malformed', { field: key, label: field.label, says });
    }
    return { field: key, values: kept, identifies: field.identifies === true };
  });
}
