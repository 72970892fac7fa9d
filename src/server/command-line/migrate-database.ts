import { operationsOf } from '#kernel/http.ts';
import { migrate } from '#kernel/migrate.ts';
import { readConfig } from '../config.ts';
import { features } from '../features.ts';
import { shownOn } from '../progress.ts';
import type { Verb } from './verb.ts';

/** Brings a PostgreSQL of one's own up to this version; the embedded one is migrated by starting it. */
export const migrateDatabase: Verb = {
  name: 'migrate',
  usage: 'migrate',
  says: 'bring the database of DATABASE_URL (the owner’s address) up to this version',
  run: async () => {
    const { databaseUrl: url } = readConfig(process.env, '');
    if (!url)
      throw new Error('Set DATABASE_URL to the owner’s address. The embedded database is migrated when it starts.');
    const progress = shownOn(process.stderr);
    const appPassword = process.env['CUSTODIAN_APP_PASSWORD'];
    await migrate(url, {
      operations: operationsOf(features),
      onStep: (name, done, of) => progress.step(`Migrating ${name}`, done, of),
      ...(appPassword ? { appPassword } : {}),
    });
    progress.say('The database is up to date.');
  },
};
