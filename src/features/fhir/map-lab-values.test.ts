import { expect, test } from 'vitest';
import { ada, coded, encounter, imported, patient, site, subject } from './test-bundles.ts';

const value = (id: string, more: object = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [coded('laboratory', 'Laboratory')],
  code: coded(id, `Name of ${id}`),
  subject,
  valueString: `value of ${id}`,
  ...more,
});
const report = { resourceType: 'DiagnosticReport', id: 'rep', status: 'final', code: { text: 'Report' }, subject };
const at = (id: string) => ({ reference: `Observation/${id}` });

test('what a laboratory measured and no report gives is a result of its own', () => {
  const alone = value('iron', {
    encounter: { reference: 'Encounter/enc' },
    issued: '2020-04-14T10:00:00-04:00',
    interpretation: [coded('H')],
    note: [{ text: 'Haemolysed' }],
  });
  const { results, ignored } = imported(site, ada, patient, encounter, alone);
  expect(results).toEqual([
    {
      source: { type: 'Observation', key: 'Observation/iron' },
      patientKey: 'Patient/pat',
      ordererKey: 'Practitioner/ada',
      title: 'Name of iron',
      code: 'iron',
      category: 'Laboratory',
      issuedAt: '2020-04-14T14:00:00.000Z',
      status: 'final',
      conclusion: 'Name of iron: Haemolysed',
      observations: [
        { code: 'iron', name: 'Name of iron', value: 'value of iron', unit: '', range: '', abnormal: true },
      ],
      abnormal: true,
      urgent: false,
    },
  ]);
  expect(ignored).toEqual({});
});

test('a panel is one result, whichever of its parts comes first', () => {
  const panel = value('panel', { valueString: undefined, hasMember: [at('iron'), at('zinc')] });
  const { results, ignored } = imported(patient, value('iron'), panel, value('zinc'));
  expect(results.map(({ source, observations }) => [source.key, observations.map(({ name }) => name)])).toEqual([
    ['Observation/panel', ['Name of iron', 'Name of zinc']],
  ]);
  expect(ignored).toEqual({});
});

test('panels that are members of each other are one result and not none', () => {
  const [one, other] = [value('one', { hasMember: [at('other')] }), value('other', { hasMember: [at('one')] })];
  expect(imported(patient, one, other).results.map(({ observations }) => observations.length)).toEqual([2]);
});

test('what a report gives is its line and nothing else', () => {
  const { results } = imported(patient, value('iron'), { ...report, result: [at('iron')] });
  expect(results.map(({ source }) => source.type)).toEqual(['DiagnosticReport']);
});

test('vital signs, errors and what is about no patient are left out and told', () => {
  const { results, ignored } = imported(
    patient,
    value('pulse', { category: [coded('vital-signs')] }),
    value('unsorted', { category: undefined }),
    value('error', { status: 'entered-in-error' }),
    value('water', { subject: { reference: 'Location/pond' } }),
  );
  expect([results, ignored]).toEqual([[], { Observation: 4 }]);
});
