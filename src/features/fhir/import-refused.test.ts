import { describe, expect, test } from 'vitest';
import { buildApp } from '#server/app.ts';
import { arrange, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { ada, bundleOf, encounter, patient, site } from './test-bundles.ts';
import { c, db, bring, rowCounts, rowsOf, lastEntry, nothing, report, setUp } from './test-import.ts';

setUp();

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
