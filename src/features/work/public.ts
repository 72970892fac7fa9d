export { beyond, countWaiting, giveTo, holdersOf, isOpenPatient, letterheadOf, patientOf, personOf } from './store.ts';
