// Whatever changes about a patient, whoever is kept from them is answered as before: not a count, not an order, not a
// facet tells of it. That holds of a content that no mark can stand in: numbers, days, and what stands out.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Operation } from '#kernel/contract.ts';
import { operationsOf } from '#kernel/http.ts';
import { buildApp } from '#server/app.ts';
import { features } from '#server/features.ts';
import { inputsOf } from './canary-asked.ts';
import { apt, type Input } from './canary-inputs.ts';
import { canary, type Canary, markable } from './canary.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { ask } from './inputs.ts';
import { arrange, type Member } from './staff.ts';

const SEED = 21;
const RUNS = 6;
/** So many inputs of an operation are tried. */
const MOST = 24;

const queries = new Set(features.flatMap((feature) => feature.queries ?? []).map(({ operation }) => operation.name));
/** What tells of a closed patient's work, and why. */
const counted: Readonly<Record<string, string>> = {
  'handover.preview-deactivation': 'counts all that moves, the withheld too, by what its rules can choose by',
  'patient-sets.preview-set-access':
    'counts all whom a block would close or open, since it will; not what waits about them',
};
/** What looks and changes nothing that another look would show; the log and its like grow by each look. */
const looks = /\.(run-report|export-report|open-chart|read-patient|export-(?!accesses|holders|uses|openers)[a-z-]+)$/;
const asked = operationsOf(features).filter(
  ({ name }) => !(name in counted) && (queries.has(name) || looks.test(name)),
);

let db: TestDatabase;
let app: FastifyInstance;
let at: Canary;
beforeAll(async () => {
  db = await testDatabase();
  at = await canary(db, await markable(db));
  app = await buildApp(db.pool);
}, 120_000);
afterAll(async () => {
  await app.close();
  await db.drop();
});

const inputs = new Map<string, readonly Input[]>();
async function inputsFor(one: Operation): Promise<readonly Input[]> {
  const known = inputs.get(one.name);
  if (known) return known;
  const apts = (await apt[one.name]?.(app, at, at.control)) ?? [];
  const made = [...apts, ...inputsOf(one, at.ids, SEED, RUNS)].slice(0, MOST);
  inputs.set(one.name, made);
  return made;
}

/** What the clock says, and what stands for everything that a plan has looked at. */
const passing = /"(now":\{[^}]*\}|planHash":"[^"]*"|lastSeenAt":"[^"]*")/g;

/** All answers to somebody, by what was asked. */
async function answersTo(who: Member): Promise<ReadonlyMap<string, string>> {
  const said = new Map<string, string>();
  for (const one of asked)
    for (const input of await inputsFor(one)) {
      const { statusCode, body } = await ask(app, one, at.c, who, input);
      if (statusCode >= 500) throw new Error(`${statusCode} for ${one.name} ${JSON.stringify(input)}`);
      said.set(`${one.name} ${JSON.stringify(input)}`, `${statusCode} ${body.replaceAll(passing, '')}`);
    }
  return said;
}

const changes = [
  `update patient set date_of_birth = '1961-02-03', birth_precision = 'day', sex = 'other', phone = '250-555-0199', cell_phone = '',
          city = 'Elsewhere', postal_code = 'V9V 9V9', roster_status = 'rostered', patient_status = 'moved', newsletter = 'no',
          health_number = '9111111117', health_province = 'BC', chart_number = '77'`,
  `update task set urgent = not urgent, due_on = current_date - 3`,
  `update result set abnormal = not abnormal, urgent = not urgent`,
  `update claim set amount_cents = amount_cents + 100`,
  `update appointment set reason = 'something else'`,
  `update letter set subject = 'something else'`,
  // In some sets they have never been, and in others always.
  `with gone as (delete from patient_set_member where clinic_id = $1 and patient_id = $2
                    and set_id in (select set_id from patient_set_version where clinic_id = $1) returning set_id),
        fewer as (update patient_set_version v set members = members - 1, joined = joined - 1 from gone g where v.clinic_id = $1 and v.set_id = g.set_id)
   insert into patient_set_member (clinic_id, set_id, patient_id) select $1, s.set_id, $2 from patient_set s
    where s.clinic_id = $1 and not exists (select from patient_set_version v where v.clinic_id = $1 and v.set_id = s.set_id)
   on conflict do nothing`,
];
const differing = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) =>
  [...before].filter(([key, said]) => after.get(key) !== said).map(([key]) => key);

test('whoever is kept from a patient is answered as before, whatever has changed of them', async () => {
  const before = [await answersTo(at.blocked), await answersTo(at.control)] as const;
  await arrange(db.owner, at.c.id, async () => {
    // Without triggers: what stands there, and not that it was changed, nor when.
    await db.owner.query('set local session_replication_role = replica');
    for (const change of changes) {
      const where = change.startsWith('update') ? ' where clinic_id = $1 and patient_id = $2' : '';
      await db.owner.query(change + where, [at.c.id, at.closed]);
    }
  });
  const after = [await answersTo(at.blocked), await answersTo(at.control)] as const;
  expect(differing(before[0], after[0])).toEqual([]);
  // To whom nothing is closed, many operations tell of it.
  const telling = new Set(differing(before[1], after[1]).map((key) => key.split(' ')[0]));
  expect(telling.size).toBeGreaterThan(10);
}, 600_000);
