export { inOrder, listed, type WorkList } from './list-store.ts';
export {
  beyond,
  countWaiting,
  coversFor,
  giveTo,
  handsOf,
  heldByActor,
  holdersOf,
  isOpenPatient,
  letterheadOf,
  localTime,
  onDays,
  patientOf,
  personOf,
  stepsOf,
} from './store.ts';
