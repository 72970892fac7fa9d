import type { Feature } from '#kernel/http.ts';
import { exportReach } from './export-reach.ts';
import { listOpeners } from './list-openers.ts';
import { listUses } from './list-uses.ts';
import { readReach } from './read-reach.ts';

export const reach: Feature = { commands: [readReach, exportReach, listOpeners, listUses], queries: [] };
