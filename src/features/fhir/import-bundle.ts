import { isAfter } from '#features/patients/rules.ts';
import { shareOnlySite } from '#features/sites/public.ts';
import type { Id } from '#kernel/brand.ts';
import { command } from '#kernel/command.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { broken } from './broken.ts';
import { type Bundle, pathOf, readBundle } from './bundle.ts';
import { type BundleImported, ImportBundle, type Kind, kinds } from './contract.ts';
import { fingerprint, type Identities, identify, isLocal, namesIn, type Target } from './identities.ts';
import type { Imported, Source } from './imported.ts';
import { mapBundle } from './map-bundle.ts';
import { type Rows, rowsOf, type Staff } from './rows.ts';
import { whoIsHere } from './same-patient.ts';
import { namedApart } from './site-names.ts';
import * as store from './store.ts';

/**
 * Brings a bundle into the clinic, whole or not at all. What came before is left as it is, so that
 * the same bundle again changes nothing.
 */
export const importBundle = command(
  ImportBundle,
  async (tx, actor, { file, bundle: json }) => {
    const bundle = readBundle(json, file);
    const imported = mapBundle(bundle);
    const known = await knownIn(tx, imported);
    const linked = await whoIsHere(tx, bundle, imported, known);
    const identities = identify(imported, known, linked);
    refuseUnknownPatients(imported, identities, file);
    await refuseDaysToCome(tx, bundle, imported);
    await refuseOtherPractitioners(tx, bundle, imported, known);
    const rows = rowsOf(imported, identities, await staffFor(tx, imported, identities));
    const { arrivals, ...written } = await write(tx, actor, rows, identities);
    const output = answerOf(bundle, imported, { identities, linkedPatients: linked.size, ...written });
    const [onlyPatient, ...others] = new Set(imported.patients.map(({ source }) => identities.of(source)));
    const { ignored: _ignored, ...facts } = output;
    return {
      output,
      audit: {
        patientId: onlyPatient && others.length === 0 ? (onlyPatient as Id<'patient'>) : null,
        facts: { ...facts, ...(arrivals > 0 ? { arrivals } : {}) },
      },
    };
  },
  'roster',
);

/** Which names of the import stand for a record here. */
async function knownIn(tx: Tx, imported: Imported): Promise<Target[]> {
  const names = new Map(namesIn(imported).map(({ type, key }) => [`${type} ${fingerprint(key)}`, { type, key }]));
  const asked = [...names.values()].map(({ type, key }) => ({ type, key: fingerprint(key) }));
  const found = await store.knownTargets(tx, asked);
  return found.flatMap(({ type, key, targetId }) => {
    const name = names.get(`${type} ${key}`);
    return name ? { ...name, targetId } : [];
  });
}

/** @throws {Refusal} `fhir/bundle-broken` when a record is about a patient who is neither in the file nor here. */
function refuseUnknownPatients({ missing }: Imported, { idOf }: Identities, file: string): void {
  const lost = missing.find(({ type, key }) => type === 'Patient' && idOf(type, key) === null);
  if (lost) throw broken(file, lost.path, 'points to a patient who is neither in this file nor known here');
}

/** @throws {Refusal} `fhir/bundle-broken` when somebody is born or dies on a day still to come. */
async function refuseDaysToCome(tx: Tx, { file, entries }: Bundle, { patients }: Imported): Promise<void> {
  if (patients.length === 0) return;
  const today = await store.today(tx);
  const toCome = (known: string | null) => known !== null && isAfter(known, today);
  for (const { source, birthDate, deceasedOn } of patients) {
    const field = toCome(birthDate) ? 'birthDate' : toCome(deceasedOn) ? 'deceasedDateTime' : undefined;
    if (field) throw broken(file, `${pathOf(entries, source)}.${field}`, 'lies in the future');
  }
}

/**
 * Another system has a `Practitioner/1` too: known by such an id alone, somebody of another name is somebody else.
 *
 * @throws {Refusal} `fhir/bundle-broken`
 */
async function refuseOtherPractitioners(
  tx: Tx,
  { file, entries }: Bundle,
  { practitioners }: Imported,
  known: readonly Target[],
): Promise<void> {
  const targets = new Map(
    known.flatMap(({ type, key, targetId }) => (type === 'Practitioner' ? [[key, targetId]] : [])),
  );
  const local = practitioners.filter(({ source: { key } }) => isLocal(key) && targets.has(key));
  if (local.length === 0) return;
  const names = await store.namesOf(tx, [...targets.values()]);
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  for (const { source, name } of local) {
    const here = names.get(targets.get(source.key) ?? '');
    // A name changes, or is corrected here; not all of it at once.
    if (!here || same(here.lastName, name.family) || same(here.firstName, name.given || '-')) continue;
    const problem = 'has the id of somebody here with another name; give practitioners an identifier or a fullUrl';
    throw broken(file, pathOf(entries, source), problem);
  }
}

/** Who will be active once the new users are there. Somebody deactivated stays so. */
async function staffFor(tx: Tx, { practitioners, missing }: Imported, { idOf, isNew, of }: Identities): Promise<Staff> {
  const spokenOf = missing.flatMap(({ type, key }) => (type === 'Practitioner' ? (idOf(type, key) ?? []) : []));
  const known = practitioners.flatMap(({ source }) => (isNew(source) ? [] : of(source)));
  const here = await store.activeUsers(tx, [...spokenOf, ...known]);
  const added = practitioners.flatMap(({ source, active }) => (active && isNew(source) ? of(source) : []));
  const doctors = here.flatMap(({ userId, type }) => (type === 'doctor' ? userId : []));
  return {
    active: new Set([...here.map(({ userId }) => userId), ...added]),
    doctors: new Set([...doctors, ...added]),
  };
}

interface Brought {
  /** What came for users who have left. */
  readonly arrivals: number;
  /** Results and claims that nobody holds. */
  readonly unclaimed: number;
  /** How many that came before know now whose they are. */
  readonly nowNamed: number;
}

/** In the order in which the records refer to each other. */
async function write(tx: Tx, actor: Actor, rows: Rows, { toKeep }: Identities): Promise<Brought> {
  if (rows.sites.length > 0) await store.addSites(tx, actor, namedApart(rows.sites, await store.siteNames(tx)));
  await store.addUsers(tx, actor, rows.users);
  await store.assignSites(tx, actor, rows.assignments);
  await shareOnlySite(
    tx,
    rows.users.map(({ user_id }) => user_id as Id<'user'>),
  );
  await store.addPatients(tx, actor, rows.patients);
  const notes = await store.addNotes(tx, actor, rows.notes);
  const results = await store.addResults(tx, actor, rows.results, rows.lines);
  const claims = await store.addClaims(tx, actor, rows.claims);
  const kept = toKeep.map(({ type, key, targetId }) => ({ type, key: fingerprint(key), targetId }));
  await store.keepTargets(tx, actor, kept);
  const nowNamed = await store.nameAwaited(
    tx,
    kept.filter(({ type }) => type === 'Practitioner'),
  );
  return {
    arrivals: notes.arrivals + results.arrivals + claims.arrivals,
    unclaimed: results.unclaimed + claims.unclaimed,
    nowNamed,
  };
}

interface Written extends Omit<Brought, 'arrivals'> {
  readonly identities: Identities;
  readonly linkedPatients: number;
}

function answerOf(bundle: Bundle, imported: Imported, written: Written): BundleImported {
  const { file, hasNextPage } = bundle;
  const { identities, linkedPatients, unclaimed, nowNamed } = written;
  const { idOf, isNew } = identities;
  const count = (counted: (source: Source) => boolean) =>
    Object.fromEntries(
      kinds.map((kind) => [kind, imported[kind].filter(({ source }) => counted(source)).length]),
    ) as Record<Kind, number>;
  return {
    file,
    added: count(isNew),
    known: count((source) => !isNew(source)),
    linkedPatients,
    unclaimed,
    unresolved: imported.missing.filter(({ type, key }) => idOf(type, key) === null).length,
    hasNextPage,
    nowNamed,
    ignored: Object.entries(imported.ignored).map(([resourceType, entries]) => ({ resourceType, entries })),
  };
}
