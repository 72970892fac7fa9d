import { parseArgs } from 'node:util';
import { buildPages } from './build-pages.ts';
import { environmentHelp, readConfig } from './config.ts';
import { openDatabase } from './database.ts';
import { shownOn } from './progress.ts';
import { saying } from './saying.ts';
import { serveUntilStopped } from './serve.ts';

const help = `Custodian serves the clinic's pages and interface.

  npm start              start; the first visit to an empty installation leads to its set-up page
  npm start -- --help    this text

${environmentHelp}

GET /healthz answers 200 once ready. SIGTERM ends requests in flight and stops the database cleanly.`;

await saying(async (ending) => {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help) {
    console.log(help);
    return;
  }
  const config = readConfig(process.env, 'var/custodian');
  const progress = shownOn(process.stderr);
  await buildPages(progress);
  const database = await openDatabase(config, progress, ending);
  const address = await serveUntilStopped(config, database, ending);
  console.log(`Custodian is ready at ${address}`);
});
