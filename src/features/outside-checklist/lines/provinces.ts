import { ab } from './ab.ts';
import { bc } from './bc.ts';
import { everywhere } from './everywhere.ts';
import { generic } from './generic.ts';
import type { Line } from '../rules.ts';
import { on } from './on.ts';
import { sk } from './sk.ts';

const provinces: Readonly<Record<string, readonly Line[]>> = { AB: ab, BC: bc, ON: on, SK: sk };

/** What there is to do for a user of this type in this province, in the order of when. */
export const linesFor = ({ province, type }: { readonly province: string; readonly type: string }): Line[] =>
  [...everywhere, ...(provinces[province] ?? generic)]
    .filter(({ types }) => types.includes(type))
    .toSorted((a, b) => a.days - b.days);
