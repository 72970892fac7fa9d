import type { Feature } from '#kernel/http.ts';
import { readFrontDoor } from './read-front-door.ts';
import { readSettings } from './read-settings.ts';
import { setUp } from './set-up.ts';
import { updateSettings } from './update-settings.ts';

export const clinics: Feature = {
  commands: [updateSettings],
  queries: [readSettings],
  doors: [readFrontDoor, setUp],
};
