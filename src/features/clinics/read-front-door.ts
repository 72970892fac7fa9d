import { door } from '#kernel/door.ts';
import { ReadFrontDoor } from './contract.ts';
import * as store from './store.ts';

export const readFrontDoor = door(ReadFrontDoor, async (pool, _input, { host, origin }) => {
  const clinic = await store.clinicAt(pool, host);
  if (!clinic) return { output: { clinic: null } };
  const { clinicId, name, phone } = clinic;
  return { output: { clinic: { name, phone, asksPasscode: await store.asksPasscode(pool, clinicId, origin) } } };
});
