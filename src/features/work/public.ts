export { beyond, countWaiting, giveTo, holdersOf, isOpenPatient, patientOf, personOf, stepsOf } from './store.ts';
