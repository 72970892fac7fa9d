export { connectionsOf, endConnections } from './connections.ts';
export { holdsAllOf } from './choices-store.ts';
export { endRolesAndSites } from './end-roles-and-sites.ts';
export { lackingAbilities } from './lacking-abilities.ts';
export { numbersFor } from './numbers-for.ts';
export type { Ability } from './record-schema.ts';
export { labelOf } from './provinces/provinces.ts';
export { mayBeShutOut } from './rules.ts';
export {
  ADMINISTERS,
  countAdministratorsBesides,
  endActivity,
  findUser,
  holdStill,
  isAdministrator,
  keepActive,
  lock,
} from './store.ts';
