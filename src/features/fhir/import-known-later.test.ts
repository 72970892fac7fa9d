import { describe, expect, test } from 'vitest';
import { arrange } from '#test/staff.ts';
import { ada, bundleOf, patient, site } from './test-bundles.ts';
import { c, db, bring, rowCounts, rowsOf, lastEntry, report, claim, setUp } from './test-import.ts';

setUp();

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
