// What takes too long for every run of the tests.
//   npm run soak [-- --rounds 100]
// kill -9 of the server and of the database at random moments of a hand-over: all or nothing each time.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { crash } from '../test/crash.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '100' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds is a number from 1.');
const directory = mkdtempSync(join(tmpdir(), 'custodian-soak-'));
try {
  let n = 0;
  const found = await crash(join(directory, 'pg'), rounds, ({ victim, afterMs, found: left, told }) => {
    n += 1;
    console.error(`${n}  ${victim} killed after ${afterMs.toFixed(0)} ms: ${left}${told ? ', and told so' : ''}`);
  });
  const of = (what: (round: (typeof found)[number]) => string) =>
    [...Map.groupBy(found, what)].map(([word, some]) => `${word}: ${some.length}`).join(', ');
  console.log(
    `${found.length} rounds, all or nothing each time. ${of(({ victim }) => victim)}. ${of((one) => one.found)}.`,
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}
