import type { Bundle } from './bundle.ts';
import type { Imported, Missing } from './imported.ts';

type Records = Omit<Imported, 'missing' | 'ignored'>;

/** What the records refer to and the bundle does not hold, each once, with the place that speaks of it first. */
export function missingFrom({ mentions }: Bundle, records: Records): Missing[] {
  return Object.entries(keysUsed(records)).flatMap(([type, used]) => {
    const keys = new Set(used);
    const unheld = mentions.filter((mention) => (mention.type ?? type) === type && keys.has(mention.key));
    const byKey = Map.groupBy(unheld, ({ key }) => key).values();
    return [...byKey].flatMap(([first]) => (first ? { type, key: first.key, path: first.path } : []));
  });
}

const keysUsed = ({ practitioners, patients, notes, results, claims }: Records) => ({
  Practitioner: [
    ...patients.map(({ mrpKey }) => mrpKey),
    ...notes.map(({ authorKey }) => authorKey),
    ...results.map(({ ordererKey }) => ordererKey),
    ...claims.map(({ holderKey }) => holderKey),
  ],
  Patient: [...notes, ...results, ...claims].map(({ patientKey }) => patientKey),
  Organization: [
    ...practitioners.flatMap(({ siteKeys }) => siteKeys),
    ...[...notes, ...claims].map(({ siteKey }) => siteKey),
  ],
});
