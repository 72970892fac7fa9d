import { parseArgs } from 'node:util';
import { makeDemo } from '../demo/make-demo.ts';
import { demoLogins } from '../demo/people.ts';
import { type DemoProvinceCode, demoProvinces } from '../demo/provinces.ts';
import { operationsOf } from '#kernel/http.ts';
import { buildPages } from './build-pages.ts';
import { environmentHelpOf, readConfig } from './config.ts';
import { DATABASE, openDatabase } from './database.ts';
import { features } from './features.ts';
import { shownOn } from './progress.ts';
import { saying } from './saying.ts';
import { serveUntilStopped } from './serve.ts';

const help = `Custodian with a made-up clinic to try. Started again, it keeps its data.

  npm run demo -- [options]
    --province CODE       AB, BC, ON or SK, the clinic's province (BC); when it is made the first time
    --patients N          how many patients, up to 1,000,000 (2000); when it is made the first time
    --json                prints one line {"address","logins"} when ready
    --help                this text

${environmentHelpOf('var/demo')}

It always runs on the embedded PostgreSQL, whatever DATABASE_URL says.`;

/** @throws {Error} in a sentence, for what cannot be meant. */
function readOptions() {
  const { values } = parseArgs({
    options: {
      province: { type: 'string' },
      patients: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { province = 'BC' } = values;
  const patients = Number(values.patients ?? 2000);
  if (!Object.hasOwn(demoProvinces, province))
    throw new Error(`--province is one of ${Object.keys(demoProvinces).join(', ')}.`);
  if (!Number.isInteger(patients) || patients < 100 || patients > 1_000_000) {
    throw new Error('--patients is a number from 100 to 1,000,000.');
  }
  const says = values.province !== undefined || values.patients !== undefined;
  return { ...values, province: province as DemoProvinceCode, patients, says };
}

await saying(async (ending) => {
  const { province, patients, says, json, help: asksHelp } = readOptions();
  if (asksHelp) {
    console.log(help);
    return;
  }
  const progress = shownOn(process.stderr);
  const config = { ...readConfig(process.env, 'var/demo'), databaseUrl: undefined };
  const [database] = await Promise.all([openDatabase(config, progress, ending), buildPages(progress)]);
  const { rows } = await database.pool.query<{ made: boolean }>(`select exists (select from clinic_at('')) as made`);
  if (!rows[0]?.made && database.embedded) {
    const adminUrl = database.embedded.adminUrl(DATABASE);
    await makeDemo({ adminUrl, province, patients, operations: operationsOf(features), progress });
  } else if (says) {
    progress.say(
      `The clinic in ${config.dataDirectory} is kept as it is; --province and --patients count when it is made.`,
    );
  }
  const address = await serveUntilStopped(config, database, ending);
  if (json) console.log(JSON.stringify({ address, logins: demoLogins }));
  else console.log(welcome(address));
});

function welcome(address: string): string {
  const rows = demoLogins.map(
    ({ role, username, password, passcode }) =>
      `  ${role.padEnd(15)} ${username.padEnd(10)} ${password.padEnd(16)} ${passcode}`,
  );
  return `\nCustodian is ready at ${address}\n\n  ${'sign in as'.padEnd(15)} ${'user name'.padEnd(10)} ${'password'.padEnd(16)} passcode\n${rows.join('\n')}\n`;
}
