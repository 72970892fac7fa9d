import { describe, expect, test } from 'vitest';
import { ada, bo, bundleOf, coded, encounter, faultIn, imported, patient, site, subject } from './test-bundles.ts';

const claim = { resourceType: 'Claim', id: 'cla', status: 'active', patient: subject, created: '2020-04-13' };
const claimOf = (said: Record<string, unknown>, ...others: Record<string, unknown>[]) =>
  imported(patient, ada, bo, site, encounter, ...others, { ...claim, ...said }).claims[0];
const served = { encounter: [{ reference: 'Encounter/enc' }] };

test('a claim becomes a claim', () => {
  const said = {
    type: coded('pharmacy'),
    use: 'claim',
    billablePeriod: { start: '2020-04-13T06:19:07-04:00', end: '2020-04-13' },
    provider: { reference: 'Organization/site' },
    insurance: [{ coverage: { display: 'OHIP' } }, { focal: true, coverage: { display: 'Blue Cross' } }],
    item: [{ productOrService: coded('1', 'Check up'), ...served }, { net: { value: 255.1, currency: 'CAD' } }],
    total: { value: 2829.645, currency: 'CAD' },
  };
  expect(claimOf(said)).toEqual({
    source: { type: 'Claim', key: 'Claim/cla' },
    patientKey: 'Patient/pat',
    holderKey: 'Practitioner/ada',
    siteKey: 'Organization/site',
    status: 'active',
    kind: 'pharmacy',
    payer: 'Blue Cross',
    createdAt: '2020-04-13',
    servedFrom: '2020-04-13T10:19:07.000Z',
    servedTo: '2020-04-13',
    totalCents: 282965,
    currency: 'CAD',
    items: [
      { code: '1', name: 'Check up', cents: null },
      { code: null, name: 'Item', cents: 25510 },
    ],
  });
});

describe('it is held by', () => {
  const organization = { reference: 'Organization/site' };
  const careTeam = [
    { provider: { reference: 'Practitioner/ada' } },
    { provider: { reference: 'Practitioner/bo' }, responsible: true },
  ];

  test.each([
    ['its provider', { provider: { reference: 'Practitioner/bo' }, item: [served] }, 'Practitioner/bo'],
    ['else who is responsible', { provider: organization, careTeam, item: [served] }, 'Practitioner/bo'],
    ['else anybody of the care team', { careTeam: [{ provider: organization }, careTeam[0]] }, 'Practitioner/ada'],
    ['else who saw the patient', { provider: organization, item: [{}, served] }, 'Practitioner/ada'],
  ])('%s', (_, said, holder) => {
    expect(claimOf(said)?.holderKey).toBe(holder);
  });

  test("else the patient's MRP, else nobody known", () => {
    const generalPractitioner = [{ reference: 'Practitioner/bo' }];
    expect(imported({ ...patient, generalPractitioner }, bo, claim).claims[0]?.holderKey).toBe('Practitioner/bo');
    expect(imported(patient, claim).claims[0]?.holderKey).toBeNull();
  });
});

test('its site is its provider, else where the patient was seen', () => {
  expect(claimOf({ provider: { reference: 'Practitioner/ada' }, item: [served] })?.siteKey).toBe('Organization/site');
  expect(claimOf({})?.siteKey).toBeNull();
});

describe('its amount', () => {
  const net = (value: number, currency?: string) => ({ net: { value, ...(currency && { currency }) } });

  test.each([
    ['is its total', { total: { value: 1 }, item: [net(2, 'CAD')] }, 100, null],
    ['else the sum of its items', { item: [net(0.1, 'CAD'), {}, net(0.2, 'CAD')] }, 30, 'CAD'],
    ['is unknown in several currencies', { item: [net(1, 'CAD'), net(1, 'USD')] }, null, null],
    ['is unknown without any', { item: [{}] }, null, null],
  ])('%s', (_, said, totalCents, currency) => {
    expect(claimOf(said)).toMatchObject({ totalCents, currency });
  });

  test('is refused where the items come to too much', () => {
    const item = [net(9_999_999), net(9_999_999)];
    expect(faultIn(bundleOf(patient, { ...claim, item }))).toMatchObject({ entry: 1, path: 'entry[1].resource.item' });
  });
});
