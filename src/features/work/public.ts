export {
  beyond,
  countWaiting,
  giveTo,
  holdersOf,
  isOpenPatient,
  letterheadOf,
  patientOf,
  personOf,
  stepsOf,
} from './store.ts';
