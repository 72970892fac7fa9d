import { door } from '#kernel/door.ts';
import { ReadFrontDoor } from './contract.ts';
import * as store from './store.ts';

export const readFrontDoor = door(ReadFrontDoor, async (pool, _input, { host }) => {
  const clinic = await store.clinicAt(pool, host);
  return { output: { clinic: clinic ? { name: clinic.name, phone: clinic.phone } : null } };
});
