export { holdsAllOf } from './choices-store.ts';
export { mayBeShutOut } from './rules.ts';
export { countAdministratorsBesides, endActivity, findUser, holdStill, keepActive } from './store.ts';
