export { inOrder, listed, type WorkList } from './list.ts';
export {
  beyond,
  countWaiting,
  coversFor,
  giveTo,
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
