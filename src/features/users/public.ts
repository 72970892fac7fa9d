export { holdsAllOf } from './choices-store.ts';
export { mayBeShutOut } from './rules.ts';
export {
  ADMINISTERS,
  countAdministratorsBesides,
  endActivity,
  findUser,
  holdStill,
  isAdministrator,
  keepActive,
} from './store.ts';
