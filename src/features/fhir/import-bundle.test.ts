import { describe, expect, test } from 'vitest';
import { arrange, one } from '#test/staff.ts';
import { ada, bundleOf, encounter, patient, site } from './test-bundles.ts';
import { c, db, bring, rowCounts, rowsOf, nothing, report, claim, setUp } from './test-import.ts';

setUp();

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

test('a page of a search is taken, and said to be incomplete', async () => {
  const page = { ...bundleOf(site), type: 'searchset', link: [{ relation: 'self' }, { relation: 'next', url: 'x' }] };
  expect(await bring(page)).toMatchObject({ hasNextPage: true });
  expect(await bring({ ...page, link: [{ relation: 'self' }] })).toMatchObject({ hasNextPage: false });
});

function contentOf(bundle: unknown): Record<string, unknown>[] {
  return (bundle as { entry: { resource: Record<string, unknown> }[] }).entry.map(({ resource }) => resource);
}
