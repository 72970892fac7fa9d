export {
  beyond,
  countWaiting,
  coversFor,
  giveTo,
  heldByActor,
  holdersOf,
  isOpenPatient,
  letterheadOf,
  patientOf,
  personOf,
  stepsOf,
} from './store.ts';
