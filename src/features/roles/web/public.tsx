export { EffectList } from './change-effects.tsx';
