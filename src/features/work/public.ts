export { beyond, countWaiting, giveTo, holdersOf, isOpenPatient, patientOf, personOf } from './store.ts';
