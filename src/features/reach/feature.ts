import type { Feature } from '#kernel/http.ts';
import { exportOpeners } from './export-openers.ts';
import { exportReach } from './export-reach.ts';
import { exportUses } from './export-uses.ts';
import { listOpeners } from './list-openers.ts';
import { listUses } from './list-uses.ts';
import { readReach } from './read-reach.ts';

export const reach: Feature = {
  commands: [readReach, exportReach, listOpeners, exportOpeners, listUses, exportUses],
  queries: [],
};
