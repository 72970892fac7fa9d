import { describe, expect, test } from 'vitest';
import { clinic, entries } from '#test/staff.ts';
import { type BundleImported } from './contract.ts';
import { parseBundle } from './parse-bundle.ts';
import { syntheaFiles, syntheaText } from './test-bundles.ts';
import { c, db, bring, tables, rowCounts, rowsOf, lastEntry, nothing, setUp } from './test-import.ts';

setUp();

interface RawBundle {
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Raw }[];
}

interface Raw {
  readonly resourceType: string;
  readonly identifier?: readonly { readonly value: string }[];
  readonly name?: readonly { readonly family: string }[];
  readonly result?: readonly { readonly reference: string }[];
  readonly category?: readonly { readonly coding: readonly { readonly code: string }[] }[];
  readonly encounter?: { readonly reference: string };
  readonly participant?: readonly { readonly individual: { readonly reference: string } }[];
}

const isFromLab = ({ resourceType, category }: Raw) =>
  resourceType === 'Observation' && category?.some(({ coding }) => coding.some(({ code }) => code === 'laboratory'));

describe('35 patients that nobody here made up', () => {
  const files = syntheaFiles();
  const bundles = files.map((file) => ({ file, bundle: parseBundle(syntheaText(file), file) as RawBundle }));
  const raw = bundles.flatMap(({ bundle }) => bundle.entry.map(({ resource }) => resource));
  const held = (type: string) => raw.filter(({ resourceType }) => resourceType === type);
  const inReports = new Set(
    held('DiagnosticReport').flatMap(({ result = [] }) => result.map(({ reference }) => reference)),
  );
  const labValuesAlone = bundles
    .flatMap(({ bundle }) => bundle.entry)
    .filter(({ fullUrl, resource }) => isFromLab(resource) && !inReports.has(fullUrl));
  const distinct = (type: string) => new Set(held(type).map(({ identifier }) => identifier?.[0]?.value)).size;

  test('are imported once, however often they come', async () => {
    expect(files).toHaveLength(35);
    const before = await rowCounts();
    const times: string[] = [];
    const bringAll = async () => {
      const said: BundleImported[] = [];
      for (const { file, bundle } of bundles) {
        const began = performance.now();
        said.push(await bring(bundle, { file }));
        times.push(`${(performance.now() - began).toFixed(0)} ms ${file}`);
      }
      return said;
    };
    const first = await bringAll();
    if (process.env['CUSTODIAN_SHOW_TIMES']) console.log(times.join('\n'));

    const after = await rowCounts();
    const reported = held('DiagnosticReport').reduce((lines, { result = [] }) => lines + result.length, 0);
    const alone = labValuesAlone.length;
    const grown = Object.fromEntries(tables.map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)]));
    expect(grown).toMatchObject({
      site: distinct('Organization'),
      clinic_user: distinct('Practitioner'),
      active_user: distinct('Practitioner'),
      credentials: 0,
      user_role: 0,
      patient: 35,
      chart_note: held('Encounter').length + held('Condition').length,
      result: held('DiagnosticReport').length + alone,
      result_line: reported + alone,
      claim: held('Claim').length,
    });
    expect(grown['site_assignment']).toBeGreaterThanOrEqual(distinct('Practitioner'));
    expect(first.reduce((sum, { added }) => sum + added.patients, 0)).toBe(35);

    const again = await bringAll();
    for (const { added } of again) expect(added).toEqual(nothing);
    expect(await rowCounts()).toEqual(after);
    expect(await lastEntry()).toMatchObject({
      actor_id: c.ada.id,
      action: 'fhir.import-bundle',
      outcome: 'done',
      patient_id: expect.any(String),
      facts: { file: files.at(-1), added: nothing, known: { patients: 1 } },
    });
    expect(await entries(db.owner, c.id)).toHaveLength(70);
  });

  test('bring their results to whoever ordered them, and those of nobody known to the pool', async () => {
    const ordered: string[] = [];
    const alone = new Set(labValuesAlone.map(({ resource }) => resource));
    for (const { file, bundle } of bundles) {
      await bring(bundle, { file });
      const at = new Map(bundle.entry.map(({ fullUrl, resource }) => [fullUrl, resource]));
      for (const { resource } of bundle.entry) {
        if (resource.resourceType !== 'DiagnosticReport' && !alone.has(resource)) continue;
        const visit = at.get(resource.encounter?.reference ?? '');
        const orderer = at.get(visit?.participant?.[0]?.individual.reference ?? '');
        ordered.push(orderer?.name?.[0]?.family ?? 'nobody');
      }
    }
    const results = await rowsOf(`
      select coalesce(u.last_name, 'nobody') as orderer, r.holder_id is not distinct from r.orderer_id as held,
             r.open_holder_id is not distinct from r.holder_id as open, r.came_from_id, p.mrp_id is not null as mrp
        from result r join patient p using (clinic_id, patient_id)
        left join clinic_user u on u.clinic_id = r.clinic_id and u.user_id = r.orderer_id where r.clinic_id = $1`);
    expect(results.map(({ orderer }) => String(orderer)).toSorted()).toEqual(ordered.toSorted());
    expect(results.filter((row) => !row['held'] || !row['open'] || !row['mrp'] || row['came_from_id'])).toEqual([]);
    expect(results.filter(({ orderer }) => orderer === 'nobody')).toHaveLength(2);
  });

  test('refuse a broken copy as a whole, with file, entry and path', async () => {
    const [file = '', text] = [files[3], syntheaText(files[3] ?? '')];
    const copy = parseBundle(text, file) as { entry: { resource: Record<string, unknown> }[] };
    const at = copy.entry.findLastIndex(({ resource }) => resource['resourceType'] === 'Encounter');
    Object.assign(copy.entry[at]?.resource ?? {}, { status: 'no such status' });
    const before = await rowCounts();
    await expect(bring(copy, { file })).rejects.toMatchObject({
      code: 'fhir/bundle-broken',
      facts: { file, entry: at, path: `entry[${at}].resource.status` },
    });
    expect(await rowCounts()).toEqual(before);
    expect(await lastEntry()).toMatchObject({
      action: 'fhir.import-bundle',
      outcome: 'refused',
      reason: 'fhir/bundle-broken',
      facts: { file, path: `entry[${at}].resource.status` },
    });
  });

  test('do not meet those of another clinic', async () => {
    const [first] = bundles;
    await bring(first?.bundle);
    const ours = await rowCounts();
    const other = await clinic(db.owner);
    const { added } = await bring(first?.bundle, { who: other.ada });
    expect(added).toMatchObject({ practitioners: 1, patients: 1 });
    expect(await rowCounts()).toEqual(ours);
    expect(await rowCounts(other.id)).toEqual(ours);
    const shared = await rowsOf(
      `select from patient a join patient b on a.patient_id = b.patient_id and a.clinic_id <> b.clinic_id where a.clinic_id = $1`,
    );
    expect(shared).toEqual([]);
  });
});
