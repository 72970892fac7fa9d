import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { type BundleImported, kinds } from './contract.ts';
import { importBundle } from './import-bundle.ts';
import { parseBundle } from './parse-bundle.ts';
import { ada, bundleOf, encounter, patient, site, subject, syntheaFiles, syntheaText } from './test-bundles.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const bring = (bundle: unknown, { file = 'file.json', who = c.ada }: { file?: string; who?: Member } = {}) =>
  perform(db.pool, who.caller, importBundle, { file, bundle });

const tables = [
  'site',
  'clinic_user',
  'active_user',
  'site_assignment',
  'credentials',
  'user_role',
  'patient',
  'chart_note',
  'result',
  'result_line',
  'claim',
  'imported_resource',
] as const;
/** How many rows a clinic has of each table that an import could touch. */
async function rowCounts(clinicId = c.id): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    counts[table] = Number(await one(db.owner, `select count(*) from ${table} where clinic_id = $1`, [clinicId]));
  }
  return counts;
}
const rowsOf = async (sql: string, clinicId = c.id) =>
  (await db.owner.query(sql, [clinicId])).rows as Record<string, unknown>[];
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const nothing = Object.fromEntries(kinds.map((kind) => [kind, 0]));

const report = {
  resourceType: 'DiagnosticReport',
  id: 'rep',
  status: 'final',
  code: { text: 'Iron' },
  subject,
  encounter: { reference: 'Encounter/enc' },
  issued: '2020-04-14T10:00:00-04:00',
};
const claim = {
  resourceType: 'Claim',
  id: 'cla',
  status: 'active',
  created: '2020-04-14',
  patient: subject,
  provider: { reference: 'Practitioner/ada' },
  total: { value: 255.1, currency: 'CAD' },
};

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

describe('what becomes of a bundle', () => {
  const whole = bundleOf(site, ada, patient, encounter, report, claim);

  test('sites whose names are taken, here or in the same file, are numbered; twice changes nothing', async () => {
    const called = (id: string, name: string) => ({ resourceType: 'Organization', id, name });
    const bundle = bundleOf(called('a', 'Alder Point'), called('b', 'North'), called('c', 'NORTH'), called('d', ''));
    await bring(bundle);
    const names = () => rowsOf('select name, short_name, colour from site where clinic_id = $1 order by short_name');
    const first = await names();
    expect(first).toEqual([
      { name: 'Alder Point', short_name: 'AP', colour: 'teal' },
      { name: 'Alder Point (2)', short_name: 'AP2', colour: 'blue' },
      { name: 'North', short_name: 'NOR', colour: 'indigo' },
      { name: 'NORTH (2)', short_name: 'NOR2', colour: 'purple' },
      { name: 'Unnamed site', short_name: 'US', colour: 'pink' },
    ]);
    await bring(bundle);
    expect(await names()).toEqual(first);
  });

  test('where no site comes along, the only one there is becomes everybody’s', async () => {
    await bring(bundleOf(ada));
    const users = await rowsOf('select count(*)::int as users from site_assignment where clinic_id = $1');
    expect(users).toEqual([{ users: 5 }]);
  });

  test('is complete: sites, users without credentials, master files, signed notes, results and claims', async () => {
    const { added, unclaimed, unresolved, ignored } = await bring(
      bundleOf({ resourceType: 'Goal' }, ...contentOf(whole)),
    );
    expect(added).toEqual({ sites: 1, practitioners: 1, patients: 1, notes: 1, results: 1, claims: 1 });
    expect({ unclaimed, unresolved, ignored }).toEqual({
      unclaimed: 0,
      unresolved: 0,
      ignored: [{ resourceType: 'Goal', entries: 1 }],
    });
    expect(
      await rowsOf(`
        select u.first_name, u.last_name, u.type, s.name as site, s.short_name, k.user_id as credentials, p.demographic_number,
               p.mrp_id = u.user_id as mrp, n.title, n.signed_by_id = u.user_id as signed, n.written_at, n.signed_at,
               r.orderer_id = u.user_id and r.open_holder_id = u.user_id as ordered, r.issued_at,
               c.biller_id = u.user_id and c.open_holder_id = u.user_id as billed, c.amount_cents, c.service_on::text, c.made_at
          from clinic_user u join active_user using (clinic_id, user_id) join site_assignment using (clinic_id, user_id)
          join site s using (clinic_id, site_id) left join credentials k using (clinic_id, user_id)
          join patient p using (clinic_id) join chart_note n using (clinic_id, patient_id)
          join result r using (clinic_id, patient_id) join claim c using (clinic_id, patient_id)
         where clinic_id = $1 and u.last_name = 'Ames'`),
    ).toEqual([
      {
        first_name: 'Ada',
        last_name: 'Ames',
        type: 'doctor',
        site: 'North',
        short_name: 'NOR',
        credentials: null,
        demographic_number: '1',
        mrp: true,
        title: 'Encounter',
        signed: true,
        written_at: new Date('2020-04-13T06:19:07-04:00'),
        signed_at: new Date('2020-04-13T06:34:07-04:00'),
        ordered: true,
        issued_at: new Date('2020-04-14T10:00:00-04:00'),
        billed: true,
        amount_cents: '25510',
        service_on: '2020-04-14',
        // A day begins at midnight of the clinic, in British Columbia.
        made_at: new Date('2020-04-14T00:00:00-07:00'),
      },
    ]);
  });

  test('is there once when it comes twice at the same moment', async () => {
    const said = await Promise.all([bring(whole), bring(whole)]);
    expect(said.map(({ added }) => added.patients).toSorted((fewer, more) => fewer - more)).toEqual([0, 1]);
    expect(await rowCounts()).toMatchObject({ patient: 1, chart_note: 1, result: 1, claim: 1 });
  });

  test('which another bundle overlaps is added to, and what stands here is not overwritten', async () => {
    await bring(bundleOf(site, ada, patient, encounter));
    await arrange(db.owner, c.id, async () => {
      await db.owner.query(
        `update clinic_user set last_name = 'Ames-Webb' where clinic_id = $1 and last_name = 'Ames'`,
        [c.id],
      );
      await db.owner.query(`update patient set last_name = 'Corrected' where clinic_id = $1`, [c.id]);
      await db.owner.query('delete from site_assignment where clinic_id = $1 and site_id <> $2', [c.id, c.siteId]);
    });
    const before = await rowCounts();
    const { added, known } = await bring(whole);
    expect(added).toEqual({ ...nothing, results: 1, claims: 1 });
    expect(known).toEqual({ sites: 1, practitioners: 1, patients: 1, notes: 1, results: 0, claims: 0 });
    expect(await rowCounts()).toEqual({
      ...before,
      result: 1,
      claim: 1,
      imported_resource: Number(before['imported_resource']) + 2,
    });
    expect(await rowsOf('select last_name from patient where clinic_id = $1')).toEqual([{ last_name: 'Corrected' }]);
  });

  test('that speaks of what came with another one finds it; a patient nobody knows breaks it', async () => {
    const entry = (resource: object, id: string) => ({ fullUrl: `https://lab.example/fhir/${id}`, resource });
    const people = [entry(patient, 'Patient/pat'), entry(ada, 'Practitioner/ada')];
    const apart = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        {
          fullUrl: 'https://lab.example/fhir/DiagnosticReport/1',
          resource: {
            ...report,
            encounter: undefined,
            performer: [{ reference: 'Practitioner/ada' }, { reference: 'Practitioner/gone' }],
          },
        },
      ],
    };
    const before = await rowCounts();
    await expect(bring(apart)).rejects.toMatchObject({
      code: 'fhir/bundle-broken',
      facts: { path: 'entry[0].resource.subject', entry: 0 },
    });
    expect(await rowCounts()).toEqual(before);
    await bring({ resourceType: 'Bundle', type: 'collection', entry: people });
    expect(await bring(apart)).toMatchObject({ added: { ...nothing, results: 1 }, unresolved: 0, unclaimed: 0 });
  });

  test('leaves who has left as they are: what still comes for them waits in the pool', async () => {
    await bring(bundleOf(site, ada, patient));
    const userId = await one<string>(
      db.owner,
      `select user_id from clinic_user where clinic_id = $1 and last_name = 'Ames'`,
      [c.id],
    );
    await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [userId]));
    const open = { ...encounter, id: 'open', status: 'in-progress' };
    expect(await bring(bundleOf(...contentOf(whole), open))).toMatchObject({ unclaimed: 2, added: { notes: 2 } });
    for (const table of ['result', 'claim']) {
      expect(await rowsOf(`select holder_id, came_from_id from ${table} where clinic_id = $1`)).toEqual([
        { holder_id: null, came_from_id: userId },
      ]);
    }
    expect(
      await rowsOf(
        `select author_id, holder_id, came_from_id, signed_at is null as draft from chart_note where clinic_id = $1 order by draft`,
      ),
    ).toEqual([
      { author_id: userId, holder_id: userId, came_from_id: null, draft: false },
      { author_id: userId, holder_id: null, came_from_id: userId, draft: true },
    ]);
    expect(
      await rowsOf(
        `select from active_user a join clinic_user u using (clinic_id, user_id) where clinic_id = $1 and last_name = 'Ames'`,
      ),
    ).toEqual([]);
    expect(await rowsOf('select mrp_id from patient where clinic_id = $1')).toEqual([{ mrp_id: null }]);
  });

  test('whose practitioner works no more is no reason to make them active', async () => {
    await bring(bundleOf(site, { ...ada, active: false }, patient, encounter, report));
    expect(
      await rowsOf(
        `select from active_user a join clinic_user u using (clinic_id, user_id) where clinic_id = $1 and last_name = 'Ames'`,
      ),
    ).toEqual([]);
    expect(
      await rowsOf('select holder_id, came_from_id = orderer_id as arrived from result where clinic_id = $1'),
    ).toEqual([{ holder_id: null, arrived: true }]);
  });
});

describe('what has the same id in the files of two systems', () => {
  const person = (value: string) => ({ ...patient, id: value, identifier: [{ system: 'urn:clinic', value }] });
  const of = (value: string) => ({ subject: { reference: `Patient/${value}` } });

  test('are two records where two patients are meant, and one where it is the same', async () => {
    await bring(bundleOf(site, ada, person('1'), { ...encounter, ...of('1') }));
    expect(await bring(bundleOf(site, ada, person('2'), { ...encounter, ...of('2') }))).toMatchObject({
      added: { patients: 1, notes: 1 },
    });
    const before = await rowCounts();
    expect(await bring(bundleOf(site, ada, person('2'), { ...encounter, ...of('2') }))).toMatchObject({
      added: nothing,
    });
    expect(await rowCounts()).toEqual(before);
  });

  test('are refused where it would give one practitioner what is another’s', async () => {
    await bring(bundleOf(ada));
    const before = await rowCounts();
    await expect(bring(bundleOf(site, { ...ada, name: [{ family: 'Webb', given: ['Bea'] }] }))).rejects.toMatchObject({
      code: 'fhir/bundle-broken',
      facts: { path: 'entry[1].resource' },
    });
    expect(await rowCounts()).toEqual(before);
    // Under an identifier somebody may have married.
    const known = { ...ada, identifier: [{ system: 'urn:college', value: '7' }] };
    await bring(bundleOf(known));
    expect(await bring(bundleOf({ ...known, name: [{ family: 'Webb' }] }))).toMatchObject({ added: nothing });
  });
});

test('who is dead is dead, on whatever day', async () => {
  const known = { ...patient, id: 'known', deceasedDateTime: '2020-01-19T20:52:41-05:00' };
  await bring(bundleOf(site, { ...patient, deceasedBoolean: true }, known, { ...patient, id: 'alive' }));
  const rows = await rowsOf(
    `select deceased, deceased_on from patient where clinic_id = $1 order by deceased, deceased_on`,
  );
  expect(rows.map((row) => [row['deceased'], row['deceased_on'] !== null])).toEqual([
    [false, true],
    [false, false],
    [true, false],
  ]);
});

describe('whose practitioner is known only later', () => {
  const college = { system: 'urn:college', value: '7' };
  const known = { ...ada, identifier: [college] };
  const ordered = { ...report, encounter: undefined, performer: [{ type: 'Practitioner', identifier: college }] };
  const billed = { ...claim, provider: { type: 'Practitioner', identifier: college } };
  const waiting = async (table: string, orderer: string) =>
    rowsOf(
      `select w.holder_id, u.last_name as whose, w.came_from_id = w.${orderer} as arrived, w.awaits_key is null as settled
         from ${table} w left join clinic_user u on u.user_id = w.${orderer} where w.clinic_id = $1`,
    );

  test('what came waits in the pool, and once they come says for whom it came, with its entry', async () => {
    expect(await bring(bundleOf(site, patient, ordered, billed))).toMatchObject({ unclaimed: 2, nowNamed: 0 });
    const before = [{ holder_id: null, whose: null, arrived: null, settled: false }];
    expect([await waiting('result', 'orderer_id'), await waiting('claim', 'biller_id')]).toEqual([before, before]);
    expect(await bring(bundleOf(known))).toMatchObject({ added: { practitioners: 1 }, nowNamed: 2 });
    const after = [{ holder_id: null, whose: 'Ames', arrived: true, settled: true }];
    expect([await waiting('result', 'orderer_id'), await waiting('claim', 'biller_id')]).toEqual([after, after]);
    expect(await lastEntry()).toMatchObject({ action: 'fhir.import-bundle', facts: { nowNamed: 2 } });
    expect(await bring(bundleOf(known))).toMatchObject({ nowNamed: 0 });
  });

  test('what somebody has taken by then stays with them', async () => {
    await bring(bundleOf(site, patient, ordered));
    await arrange(db.owner, c.id, () =>
      db.owner.query('update result set holder_id = $2 where clinic_id = $1', [c.id, c.cy.id]),
    );
    await bring(bundleOf(known));
    expect(await rowsOf('select holder_id, came_from_id from result where clinic_id = $1')).toEqual([
      { holder_id: c.cy.id, came_from_id: null },
    ]);
  });

  test('an id that another system may have too names nobody', async () => {
    await bring(bundleOf(site, patient, { ...ordered, performer: [{ reference: 'Practitioner/ada' }] }));
    expect(await bring(bundleOf(ada))).toMatchObject({ nowNamed: 0 });
    expect(await rowsOf('select orderer_id, awaits_key from result where clinic_id = $1')).toEqual([
      { orderer_id: null, awaits_key: null },
    ]);
  });
});

test('a page of a search is taken, and said to be incomplete', async () => {
  const page = { ...bundleOf(site), type: 'searchset', link: [{ relation: 'self' }, { relation: 'next', url: 'x' }] };
  expect(await bring(page)).toMatchObject({ hasNextPage: true });
  expect(await bring({ ...page, link: [{ relation: 'self' }] })).toMatchObject({ hasNextPage: false });
});

test('of a birth and a death no more is known here than in the file', async () => {
  const dates = { birthDate: '1950', deceasedDateTime: '2020-06' };
  await bring(bundleOf(site, { ...patient, ...dates }));
  expect(
    await rowsOf(
      `select date_of_birth::text, birth_precision, deceased_on::text, deceased_precision from patient where clinic_id = $1`,
    ),
  ).toEqual([
    { date_of_birth: '1950-01-01', birth_precision: 'year', deceased_on: '2020-06-01', deceased_precision: 'month' },
  ]);
});

test.each([
  ['birthDate', { birthDate: '2999-01-01' }],
  ['deceasedDateTime', { deceasedDateTime: '2999' }],
])('a patient whose %s is still to come breaks the bundle', async (field, dates) => {
  const before = await rowCounts();
  await expect(bring(bundleOf(site, { ...patient, ...dates }))).rejects.toMatchObject({
    code: 'fhir/bundle-broken',
    facts: { path: `entry[1].resource.${field}`, problem: 'lies in the future' },
  });
  expect(await rowCounts()).toEqual(before);
});

test('what a file says of the second telephone, the status, the health card and the home site stands in the master file', async () => {
  await bring(
    bundleOf(site, {
      ...patient,
      active: false,
      managingOrganization: { reference: 'Organization/site' },
      telecom: [
        { system: 'phone', use: 'home', value: '555-0100' },
        { system: 'phone', use: 'work', value: '555-0102' },
      ],
      identifier: [
        {
          system: 'https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn',
          value: '1234567890',
          period: { start: '2019-04-01', end: '2029-04' },
        },
      ],
    }),
  );
  expect(
    await rowsOf(
      `select p.phone, second_phone, patient_status, health_effective_on::text as good_from, health_renew_on, s.name
         from patient p join site s using (clinic_id, site_id) where p.clinic_id = $1`,
    ),
  ).toEqual([
    {
      phone: '555-0100',
      second_phone: '555-0102',
      patient_status: 'inactive',
      good_from: '2019-04-01',
      health_renew_on: null,
      name: 'North',
    },
  ]);
});

describe('a patient with a health number', () => {
  const numbered = (value: string, more: object = {}) => ({
    ...patient,
    name: [{ family: 'Greaves', given: ['Anselm'] }],
    birthDate: '1980-05-03',
    identifier: [{ system: 'https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn', value }],
    ...more,
  });
  const give = (number: string, dateOfBirth: string) =>
    arrange(db.owner, c.id, () =>
      db.owner.query(
        `update patient set health_number = $2, health_province = 'ON', date_of_birth = $3 where clinic_id = $1`,
        [c.id, number, dateOfBirth],
      ),
    );

  test('who is here already gets what came into the chart they have, also the next time', async () => {
    const [here] = await patients(db.owner, c.id, ['Greaves, Anselm']);
    await give('1234 567 890 AB', '1980-05-03');
    const bundle = bundleOf(site, ada, numbered('1234567890'), encounter);
    expect(await bring(bundle)).toMatchObject({
      linkedPatients: 1,
      added: { patients: 0, notes: 1 },
      known: { patients: 1 },
    });
    expect(await rowsOf('select patient_id from chart_note where clinic_id = $1')).toEqual([{ patient_id: here }]);
    expect((await lastEntry())?.patient_id).toBe(here);
    expect(await bring(bundle)).toMatchObject({ linkedPatients: 0, added: nothing });
  });

  test('of somebody else with another name and another date of birth breaks the bundle', async () => {
    await patients(db.owner, c.id, ['Tolland, Emeric']);
    await give('1234567890', '1979-08-22');
    const before = await rowCounts();
    await expect(bring(bundleOf(numbered('1234567890')))).rejects.toMatchObject({
      code: 'fhir/bundle-broken',
      facts: { path: 'entry[0].resource' },
    });
    expect(await rowCounts()).toEqual(before);
  });

  test('and a chart closed to who imports is refused, and said no more of', async () => {
    const [here] = await patients(db.owner, c.id, ['Greaves, Anselm']);
    await give('1234567890', '1980-05-03');
    const bundle = bundleOf(site, ada, numbered('1234567890'), encounter);
    await block(db.owner, c, c.ada.id, [here ?? '']);
    const before = await rowCounts();
    await expect(bring(bundle)).rejects.toMatchObject({ code: 'patient/health-number-taken' });
    expect(await rowCounts()).toEqual(before);
  });
});

test('a chart closed to who imports takes nothing in from them', async () => {
  await bring(bundleOf(site, ada, patient));
  const [{ patient_id: here }] = (await rowsOf('select patient_id from patient where clinic_id = $1')) as [
    { patient_id: string },
  ];
  await block(db.owner, c, c.ada.id, [here]);
  const before = await rowCounts();
  await expect(bring(bundleOf(site, ada, patient, encounter))).rejects.toMatchObject({ code: 'patient/not-found' });
  expect(await rowCounts()).toEqual(before);
});

test('only who holds the permission imports', async () => {
  const before = await rowCounts();
  for (const who of [c.bo, c.dee]) {
    await expect(bring(bundleOf(site), { who })).rejects.toMatchObject({ code: 'actor/not-permitted' });
  }
  expect(await rowCounts()).toEqual(before);
});

test('a bundle of several megabytes is taken over HTTP', async () => {
  const app = await buildApp(db.pool);
  const send = (bundle: unknown) =>
    app.inject({
      method: 'POST',
      url: '/api/fhir/imports',
      headers: { cookie: c.ada.cookie },
      payload: { file: 'a.json', bundle },
    });
  const large = { ...patient, text: { status: 'generated', div: 'x'.repeat(3_000_000) } };
  const taken = await send(bundleOf(large));
  expect([taken.statusCode, taken.json()]).toMatchObject([200, { file: 'a.json', added: { patients: 1 } }]);
  const deep = await app.inject({
    method: 'POST',
    url: '/api/fhir/imports',
    headers: { cookie: c.ada.cookie, 'content-type': 'application/json' },
    payload: `{"file": "a.json", "bundle": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  });
  expect([deep.statusCode, deep.json()]).toMatchObject([400, { errors: [{ message: 'is nested too deeply' }] }]);
  const twice = await app.inject({
    method: 'POST',
    url: '/api/fhir/imports',
    headers: { cookie: c.ada.cookie, 'content-type': 'application/json' },
    payload: '{"file": "a.json", "bundle": {"type": "batch", "type": "collection"}}',
  });
  expect([twice.statusCode, twice.json()]).toMatchObject([400, { code: 'request/malformed' }]);
  const refused = await send({ resourceType: 'Patient' });
  expect([refused.statusCode, refused.json()]).toMatchObject([
    422,
    { code: 'fhir/bundle-broken', facts: { file: 'a.json' } },
  ]);
  await app.close();
});

test('over HTTP too a value keeps the digits it was sent with', async () => {
  const iron = { resourceType: 'Observation', id: 'iron', status: 'final', code: { text: 'Iron' } };
  const reported = { ...report, encounter: undefined, result: [{ reference: 'Observation/iron' }] };
  const bundle = JSON.stringify(bundleOf(patient, { ...iron, valueQuantity: { value: 'V' } }, reported));
  const app = await buildApp(db.pool);
  const said = await app.inject({
    method: 'POST',
    url: '/api/fhir/imports',
    headers: { cookie: c.ada.cookie, 'content-type': 'application/json' },
    payload: `{"file": "a.json", "bundle": ${bundle.replace('"V"', '7.00')}}`,
  });
  await app.close();
  expect(said.statusCode).toBe(200);
  expect(await rowsOf('select value from result_line where clinic_id = $1')).toEqual([{ value: '7.00' }]);
});

function contentOf(bundle: unknown): Record<string, unknown>[] {
  return (bundle as { entry: { resource: Record<string, unknown> }[] }).entry.map(({ resource }) => resource);
}
