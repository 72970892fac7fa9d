import { readdirSync, readFileSync } from 'node:fs';
import type { Refusal } from '#kernel/refusal.ts';
import { readBundle } from './bundle.ts';
import type { Imported } from './imported.ts';
import { mapBundle } from './map-bundle.ts';

/** 35 patients that nobody here made up, one bundle each; a test must fail where they are not. */
const folder = new URL('../../../../shared/data/synthea/', import.meta.url);

export const syntheaFiles = (): string[] => readdirSync(folder).filter((file) => file.endsWith('.json'));

export const syntheaText = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

type Content = Readonly<Record<string, unknown>>;

/** A collection of resources, each under its type and id. */
export const bundleOf = (...resources: Content[]): Content => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

export const imported = (...resources: Content[]): Imported =>
  mapBundle(readBundle(bundleOf(...resources), 'file.json'));

/** What a refusal says of the file it refuses. */
export function faultIn(json: unknown): Refusal['facts'] {
  try {
    mapBundle(readBundle(json, 'file.json'));
  } catch (error) {
    const { code, facts } = error as Refusal;
    if (code === 'fhir/bundle-broken') return facts;
    throw error;
  }
  throw new Error('nothing was refused');
}

export const coded = (code: string, text?: string): Content => ({ coding: [{ code }], ...(text && { text }) });

export const patient = { resourceType: 'Patient', id: 'pat' };
export const ada = { resourceType: 'Practitioner', id: 'ada', name: [{ family: 'Ames', given: ['Ada'] }] };
export const bo = { resourceType: 'Practitioner', id: 'bo' };
export const site = { resourceType: 'Organization', id: 'site', name: 'North' };
export const subject = { reference: 'Patient/pat' };

export const encounter = {
  resourceType: 'Encounter',
  id: 'enc',
  status: 'finished',
  subject,
  participant: [{ individual: { reference: 'Practitioner/ada' } }],
  period: { start: '2020-04-13T06:19:07-04:00', end: '2020-04-13T06:34:07-04:00' },
  serviceProvider: { reference: 'Organization/site' },
};
