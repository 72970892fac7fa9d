// Whatever is asked, in whatever way, by whoever is kept from a patient: no answer holds that patient's mark.
// The requests are made from the operations themselves, so that a new one is asked as well.
import type { FastifyInstance } from 'fastify';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Operation } from '#kernel/contract.ts';
import { operationsOf } from '#kernel/http.ts';
import { buildApp } from '#server/app.ts';
import { features } from '#server/features.ts';
import { inputsOf } from './canary-asked.ts';
import { apt, type Input } from './canary-inputs.ts';
import { canary, type Canary, type Markable, markable, marks, writtenTo } from './canary.ts';
import { namedIn, readable } from './canary-reading.ts';
import { nameAllowed, unanswered } from './canary-unanswered.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { ask, thingOf } from './inputs.ts';
import { tablesOf } from './looking.ts';

/** Chance is given three goes to put together what is answered; each is the same in every run, but for the ids. */
const SEEDS = [11, 12, 13] as const;
/** So often an answer's own ids and its next page are asked for in their turn. */
const FURTHER = 2;

const operations = operationsOf(features);
const queries = new Set(features.flatMap((feature) => feature.queries ?? []).map(({ operation }) => operation.name));

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

/** The log grows with every refusal, and so does what is read off it. */
const growing = /^(audit|reach)\./;
/** What counts how often a secret was wrong. */
const counting = /^(credentials|second-factors|sign-in)\./;
/** Worlds that are not as they were made, or that are shared. */
const changed = new WeakSet<Canary>();

interface Crawled {
  readonly answered: number;
  /** Answers that hold what they must not, with what they were asked. */
  readonly leaks: readonly string[];
}
type Who = 'control' | 'blocked' | 'doctor';

/** Asks one operation everything, follows what it answers, and looks for what no answer may hold. */
async function crawl(
  server: FastifyInstance,
  one: Operation,
  who: Who,
  { at, seed = SEEDS[0] }: { readonly at: Canary; readonly seed?: number },
): Promise<Crawled> {
  const leaks: string[] = [];
  let answered = 0;
  const forbidden = (one.name in nameAllowed ? marks.closed.slice(0, 1) : marks.closed).map((mark) =>
    mark.toLowerCase(),
  );
  const asked = new Set<string>();
  const fits = Compile(one.input);
  // What prepares an apt input may have been answered.
  if (one.name in apt || growing.test(one.name) || counting.test(one.name)) changed.add(at);
  let waiting = [...inputsOf(one, at.ids, seed), ...((await apt[one.name]?.(server, at, at[who])) ?? [])];
  for (let further = 0; further <= FURTHER && waiting.length > 0; further += 1) {
    const next: Input[] = [];
    for (const input of waiting) {
      const key = JSON.stringify(input);
      if (asked.has(key)) continue;
      asked.add(key);
      const said = await ask(server, one, at.c, at[who], input);
      if (said.statusCode >= 500) throw new Error(`${said.statusCode} for ${key}`);
      const body = await readable(said);
      const held = forbidden.find((mark) => body.includes(mark));
      // Where the name may stand, so may the id by which emergency access is asked for.
      const named = !(one.name in nameAllowed) && body.includes(at.closed) && !key.includes(at.closed);
      if (held ?? named) leaks.push(`${held ?? at.closed} for ${key}: ${said.body.slice(0, 400)}`);
      if (said.statusCode >= 300) continue;
      answered += 1;
      changed.add(at);
      if (!String(said.headers['content-type']).startsWith('application/json')) continue;
      const answer = said.json<{ next?: unknown }>();
      if (typeof answer.next === 'string') next.push({ ...input, after: answer.next });
      const known = namedIn(answer);
      for (const name of Object.keys(input))
        for (const id of (known.get(thingOf(name)) ?? []).slice(0, 3)) next.push({ ...input, [name]: id });
    }
    waiting = next.slice(0, 40).filter((input) => fits.Check(input));
  }
  return { answered, leaks };
}

const worlds = new Map<string, Promise<Canary>>();
/** One after the other: a database has one owner. Meanwhile others ask. */
const making = new Map<TestDatabase, Promise<unknown>>();
function newWorld(database: TestDatabase): Promise<Canary> {
  const made = (making.get(database) ?? Promise.resolve()).then(() => canary(database, columns));
  making.set(
    database,
    made.catch(() => undefined),
  );
  return made;
}
/** Worlds that stayed as they were made, since all that was asked there was refused. */
const spare = new Map<TestDatabase, Canary[]>();
/** A world in which nothing has changed: a spare one, or a new one. */
const freshWorld = async (database: TestDatabase): Promise<Canary> => spare.get(database)?.pop() ?? newWorld(database);
/** To make a world takes as long as to ask for a hundred things. */
function giveBack(database: TestDatabase, at: Canary): void {
  if (!changed.has(at)) spare.set(database, [...(spare.get(database) ?? []), at]);
}
/** What is asked by a query changes nothing that another would find: they share a world. The log and its like grow by refusals. */
async function worldFor(database: TestDatabase, { name }: Operation, who: Who): Promise<Canary> {
  if (growing.test(name)) return newWorld(database);
  if (!queries.has(name)) return freshWorld(database);
  const key = `${database.name} ${who}`;
  const world = worlds.get(key) ?? newWorld(database);
  worlds.set(key, world);
  changed.add(await world);
  return world;
}

/** Asks until it is enough, of another clinic each time. */
async function insist(server: FastifyInstance, one: Operation, who: Who, enough: keyof Crawled): Promise<Crawled> {
  const database = server === app ? db : open;
  let crawled: Crawled = { answered: 0, leaks: [] };
  for (const [turn, seed] of SEEDS.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- the next go is only for what this one did not bring
    const at = await (turn === 0 ? worldFor(database, one, who) : freshWorld(database));
    // oxlint-disable-next-line no-await-in-loop -- the same
    crawled = await crawl(server, one, who, { at, seed });
    giveBack(database, at);
    if (enough === 'answered' ? crawled.answered > 0 : crawled.leaks.length > 0) break;
  }
  return crawled;
}

/** The operation asked by whoever is blocked, as doctor and as administrator: what they were told that they must not know. */
async function toldToBlocked(one: Operation, at: Canary): Promise<readonly string[]> {
  const asDoctor = one.doctor || one.access ? await crawl(app, one, 'doctor', { at }) : { leaks: [] };
  const used = await crawl(app, one, 'blocked', { at });
  const told = async () => [...asDoctor.leaks, ...used.leaks, ...(await writtenTo(db, at))];
  if (used.answered > 0 || !changed.has(at)) return told();
  // What the doctor has used up is asked of a clinic in which nobody has done anything yet.
  const other = await freshWorld(db);
  const fresh = await crawl(app, one, 'blocked', { at: other });
  giveBack(db, other);
  return [...(await told()), ...fresh.leaks];
}

const telling = new Set<string>();
test.concurrent.each(operations.map((one) => [one.name, one] as const))(
  '%s says nothing of a patient who is closed to whoever asks, an administrator or not',
  async (name, one) => {
    const at = await worldFor(db, one, 'blocked');
    expect(await toldToBlocked(one, at)).toEqual([]);
    const inUsed = await crawl(app, one, 'control', { at });
    giveBack(db, at);
    const enough = inUsed.leaks.length > 0 || (name in unanswered && inUsed.answered === 0);
    const control = enough ? inUsed : await insist(app, one, 'control', 'answered');
    // Whatever is not answered to somebody to whom all is open has not been asked in earnest.
    expect([name, control.answered > 0 || name in unanswered]).toEqual([name, true]);
    if (control.leaks.length === 0) return;
    const without = await insist(openApp, one, 'blocked', 'leaks');
    expect([name, 'tells without the policies', without.leaks.length > 0]).toEqual([
      name,
      'tells without the policies',
      true,
    ]);
    telling.add(name);
  },
  900_000,
);

test('the marks stand where there is something to tell', () => {
  expect([...columns.values()].flat().length).toBeGreaterThan(30);
  expect(telling.size).toBeGreaterThan(25);
  const known = operations.map(({ name }) => name);
  expect([...Object.keys(unanswered), ...Object.keys(nameAllowed)].filter((name) => !known.includes(name))).toEqual([]);
});
