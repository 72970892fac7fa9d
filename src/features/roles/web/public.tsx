export { AsOfBar } from './as-of-bar.tsx';
export { type AsOf, asOfOf, searchOf } from './as-of.ts';
export { throughColumn, whyColumn } from './holder-columns.tsx';
export { EffectList } from './change-effects.tsx';
