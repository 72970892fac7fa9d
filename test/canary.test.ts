// Whatever is asked, in whatever way, by whoever is kept from a patient: no answer holds that patient's mark.
// The requests are made from the operations themselves, so that a new one is asked as well.
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Operation } from '#kernel/contract.ts';
import { operationsOf } from '#kernel/http.ts';
import { buildApp } from '#server/app.ts';
import { features } from '#server/features.ts';
import { apt, type Input } from './canary-inputs.ts';
import { BEGINNING, canary, type Canary, type Markable, markable, marks } from './canary.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { ask, type Ids, thingOf, valuesOf } from './inputs.ts';
import { tablesOf } from './looking.ts';

const RUNS = 10;
/** Chance is given three goes to put together what is answered; each is the same in every run, but for the ids. */
const SEEDS = [11, 12, 13] as const;
/** So often an answer's own ids and its next page are asked for in their turn. */
const FURTHER = 2;

const operations = operationsOf(features);
/** Where the name of a closed patient may stand, and nothing else of them. */
const nameAllowed: Readonly<Record<string, string>> = {
  'patients.search-patients': 'or a second file is registered; a clinic can hide them',
  'emergency-access.read-closed-record': 'the page that says that the record is closed',
  'schedule.list-appointments': 'the slot is taken; a clinic can leave the name out',
};

/** What is answered here with refusals alone, by how its name begins, and why that is no gap. */
const unanswered: Readonly<Record<string, string>> = {
  'access-review.': 'of users, their roles and sites; it reads nothing of patients',
  'clinics.': 'of the clinic itself',
  'credentials.': 'of secrets, which chance does not guess',
  'emergency-access.begin-access': 'of records closed to the asker; to the control nothing is',
  'emergency-access.end-access': 'the same',
  'emergency-access.read-closed-record': 'the same; what it says to somebody blocked is looked at all the same',
  'emergency-access.judge-access': 'of uses, and of none that is not judged',
  'emergency-access.pass-withheld': 'of work withheld from the asker; from the control nothing is',
  'handover.check-plan': 'is said by a leaver of the own plan, once it is given',
  'handover.stop-hand-over': 'of one’s own hand-over while it runs, and none runs here',
  'handover.undo-hand-over': 'comes after the leaver was activated again; its preview is answered',
  'outside-checklist.': 'of what is to be done elsewhere for a leaver; no patient stands in it',
  'outbox.': 'of notices to users, and none waits here',
  'roles.': 'of roles; what is asked about a patient is answered',
  'second-factors.': 'needs a device in somebody’s hand',
  'sign-in.': 'of secrets and sessions',
  'sites.': 'of sites; what shows or moves appointments is answered',
  'users.': 'of users and files of them',
};
const isUnanswered = (name: string) => Object.keys(unanswered).some((begins) => name.startsWith(begins));

let db: TestDatabase;
/** The same database with nothing closed to anybody. */
let open: TestDatabase;
let app: FastifyInstance;
let openApp: FastifyInstance;
let columns: Markable;
beforeAll(async () => {
  [db, open] = await Promise.all([testDatabase(), testDatabase()]);
  columns = await markable(db);
  for (const table of await tablesOf(open))
    await open.owner.query(`drop policy if exists chart_not_blocked on ${table}`);
  for (const view of ['own_blocked_patient', 'own_closed_patient'])
    await open.owner.query(
      `create or replace view ${view} with (security_barrier) as select clinic_id, patient_id from blocked_patient where false`,
    );
  [app, openApp] = await Promise.all([buildApp(db.pool), buildApp(open.pool)]);
});
afterAll(async () => {
  await Promise.all([app.close(), openApp.close()]);
  await Promise.all([db.drop(), open.drop()]);
});

/** Inputs of an operation: some of any shape, each known id in each place that takes one, and each text as a mark begins. */
function inputsOf({ input }: Operation, ids: Ids, seed: number): Input[] {
  const drawn = fc.sample(valuesOf(input, ids), { numRuns: RUNS, seed }) as Input[];
  const properties = Object.entries(input.properties);
  const fits = Compile(input);
  const placed = properties.flatMap(([name, schema]) => {
    const { format, type } = schema as { readonly format?: string; readonly type?: string };
    const values = format === 'uuid' ? (ids.get(thingOf(name)) ?? []) : type === 'string' ? [BEGINNING, ''] : [];
    return values.map((value, at) => ({ ...drawn[at % drawn.length], [name]: value }));
  });
  const lists = properties
    .filter(([, schema]) => (schema as { readonly type?: string }).type === 'array')
    .flatMap(([name]) => {
      const all = ids.get(thingOf(name)) ?? [];
      return all.length > 0 ? [{ ...drawn[0], [name]: all.slice(0, 3) }] : [];
    });
  return [...drawn, ...placed, ...lists]
    .map(({ after: _after, ...rest }): Input => rest)
    .filter((one) => fits.Check(one));
}

/** What an answer names in its turn: ids by the property they stand in, and the cursor of its next page. */
function namedIn(body: unknown, found = new Map<string, string[]>(), name = ''): Map<string, string[]> {
  if (typeof body === 'string') {
    if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(body)) {
      const thing = thingOf(name);
      found.set(thing, [...(found.get(thing) ?? []), body]);
    }
  } else if (Array.isArray(body)) for (const one of body) namedIn(one, found, name);
  else if (body && typeof body === 'object') for (const [key, one] of Object.entries(body)) namedIn(one, found, key);
  return found;
}

/** A cursor is read as whoever holds it could read it. */
const readable = (body: string) =>
  body +
  [...body.matchAll(/"([\w-]{20,})"/g)].map(([, text]) => Buffer.from(text ?? '', 'base64url').toString()).join(' ');

interface Crawled {
  readonly answered: number;
  /** Answers that hold what they must not, with what they were asked. */
  readonly leaks: readonly string[];
}

/** Asks one operation everything, follows what it answers, and looks for what no answer may hold. */
async function crawl(
  server: FastifyInstance,
  one: Operation,
  who: 'control' | 'blocked' | 'doctor',
  { at, seed = SEEDS[0] }: { readonly at: Canary; readonly seed?: number },
): Promise<Crawled> {
  const leaks: string[] = [];
  let answered = 0;
  const forbidden = (one.name in nameAllowed ? marks.closed.slice(0, 1) : marks.closed).map((mark) =>
    mark.toLowerCase(),
  );
  const asked = new Set<string>();
  let waiting = [...inputsOf(one, at.ids, seed), ...((await apt[one.name]?.(server, at, at[who])) ?? [])];
  for (let further = 0; further <= FURTHER && waiting.length > 0; further += 1) {
    const next: Input[] = [];
    for (const input of waiting) {
      const key = JSON.stringify(input);
      if (asked.has(key)) continue;
      asked.add(key);
      const said = await ask(server, one, at.c, at[who], input);
      if (said.statusCode >= 500) throw new Error(`${said.statusCode} for ${key}`);
      const body = readable(said.body).toLowerCase();
      const held = forbidden.find((mark) => body.includes(mark));
      // Where the name may stand, so may the id by which emergency access is asked for.
      const named = !(one.name in nameAllowed) && body.includes(at.closed) && !key.includes(at.closed);
      if (held ?? named) leaks.push(`${held ?? at.closed} for ${key}: ${said.body.slice(0, 400)}`);
      if (said.statusCode >= 300) continue;
      answered += 1;
      if (!String(said.headers['content-type']).startsWith('application/json')) continue;
      const answer = said.json<{ next?: unknown }>();
      if (typeof answer.next === 'string') next.push({ ...input, after: answer.next });
      const known = namedIn(answer);
      for (const name of Object.keys(input))
        for (const id of (known.get(thingOf(name)) ?? []).slice(0, 3)) next.push({ ...input, [name]: id });
    }
    waiting = next.slice(0, 40).filter((input) => Compile(one.input).Check(input));
  }
  return { answered, leaks };
}

/** Asks until it is enough, of another clinic each time. */
async function insist(server: FastifyInstance, one: Operation, who: 'control' | 'blocked', enough: keyof Crawled) {
  const database = server === app ? db : open;
  let crawled: Crawled = { answered: 0, leaks: [] };
  for (const seed of SEEDS) {
    // oxlint-disable-next-line no-await-in-loop -- the next go is only for what this one did not bring
    crawled = await crawl(server, one, who, { at: await canary(database, columns), seed });
    if (enough === 'answered' ? crawled.answered > 0 : crawled.leaks.length > 0) break;
  }
  return crawled;
}

const telling = new Set<string>();
test.each(operations.map((one) => [one.name, one] as const))(
  '%s says nothing of a patient who is closed to whoever asks, an administrator or not',
  async (name, one) => {
    const { leaks } = await crawl(app, one, 'blocked', { at: await canary(db, columns) });
    expect(leaks).toEqual([]);
    const asDoctor = one.doctor || one.access;
    const plain = asDoctor ? await crawl(app, one, 'doctor', { at: await canary(db, columns) }) : undefined;
    expect(plain?.leaks ?? []).toEqual([]);
    const control = isUnanswered(name)
      ? await crawl(app, one, 'control', { at: await canary(db, columns) })
      : await insist(app, one, 'control', 'answered');
    // Whatever is not answered to somebody to whom all is open has not been asked in earnest.
    expect([name, control.answered > 0 || isUnanswered(name)]).toEqual([name, true]);
    if (control.leaks.length === 0) return;
    const without = await insist(openApp, one, 'blocked', 'leaks');
    expect([name, 'tells without the policies', without.leaks.length > 0]).toEqual([
      name,
      'tells without the policies',
      true,
    ]);
    telling.add(name);
  },
  60_000,
);

test('the marks stand where there is something to tell', () => {
  expect([...columns.values()].flat().length).toBeGreaterThan(30);
  expect(telling.size).toBeGreaterThan(15);
  const known = operations.map(({ name }) => name);
  const begins = Object.keys(unanswered).filter((one) => !known.some((name) => name.startsWith(one)));
  expect([...begins, ...Object.keys(nameAllowed).filter((name) => !known.includes(name))]).toEqual([]);
});
