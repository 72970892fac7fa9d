import { expect, test } from 'vitest';
import { importOrder } from './import-order.ts';
import { ada, bundleOf, encounter, patient, site } from './test-bundles.ts';

test.each([
  ['practitioners and sites come first', bundleOf(ada, site, { resourceType: 'Location' }), 0],
  ['then patients, with whatever is with them', bundleOf(ada, patient, encounter), 1],
  ['then what only speaks of patients', bundleOf(ada, encounter), 2],
  ['and what is no bundle', { entry: [null, { resource: 7 }] }, 2],
  ['or an empty one', bundleOf(), 2],
])('%s', (_, bundle, place) => {
  expect(importOrder(bundle)).toBe(place);
});
