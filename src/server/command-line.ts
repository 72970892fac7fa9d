import { importFhir } from './command-line/import-fhir.ts';
import { importLab } from './command-line/import-lab.ts';
import { migrateDatabase } from './command-line/migrate-database.ts';
import type { Verb } from './command-line/verb.ts';
import { environmentHelp } from './config.ts';
import { saying } from './saying.ts';

const verbs: readonly Verb[] = [migrateDatabase, importFhir, importLab];

const help = `npm run custodian -- <verb>

${verbs.map(({ usage, says }) => `  ${usage.padEnd(44)} ${says}`).join('\n')}

${environmentHelp}`;

await saying(async (ending) => {
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined || name === '--help') {
    console.log(help);
    return;
  }
  const verb = verbs.find((one) => one.name === name);
  if (!verb) throw new Error(`There is no verb ${name}.\n\n${help}`);
  await verb.run(rest, ending);
});
