export { AsOfBar } from './as-of-bar.tsx';
export { type AsOf, asOfOf, searchOf } from './as-of.ts';
export { EffectList } from './change-effects.tsx';
