import type { UserType } from '../contract.ts';
import { ab } from './ab.ts';
import { bc } from './bc.ts';
import type { ProviderField, Province } from './field.ts';
import { generic } from './generic.ts';
import { on } from './on.ts';
import { sk } from './sk.ts';

/** The provinces with fields of their own. One more is one more file and one more line. */
const provinces: Readonly<Record<string, Province>> = { AB: ab, BC: bc, ON: on, SK: sk };

/** What a province asks of its users; the common part where it has nothing of its own. */
export const provinceOf = (code: string): Province => provinces[code] ?? generic;

const known = new Map<string, ProviderField>(
  [...Object.values(provinces), generic].flatMap(({ fields }) => fields).map((field) => [field.key, field]),
);

/** The field of this key, of whichever province. */
export const fieldOf = (key: string): ProviderField | undefined => known.get(key);

/** The province's fields that are for a user of this type. */
export const fieldsFor = ({ fields }: Province, type: UserType | ''): readonly ProviderField[] =>
  fields.filter(({ types }) => type === '' || !types || types.includes(type));

/** The keys of fields that are connections, of every province. */
export const connectionFields: readonly string[] = [...known.values()].flatMap(({ key, isConnection }) =>
  isConnection ? [key] : [],
);

/** What a field is called; its key where nobody knows it any more. */
export const labelOf = (key: string): string => fieldOf(key)?.label ?? key;
