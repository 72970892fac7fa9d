import { isObject, type Json } from './walk.ts';

type Release = 'DSTU2' | 'STU3' | 'R5';

/** Fields that R4 does not know, and the release of FHIR that has them. What they say would be lost. */
const fields: Readonly<Record<string, Readonly<Record<string, Release>>>> = {
  Patient: { careProvider: 'DSTU2', animal: 'STU3' },
  Practitioner: { practitionerRole: 'DSTU2' },
  Encounter: { patient: 'DSTU2', actualPeriod: 'R5', plannedStartDate: 'R5', plannedEndDate: 'R5', admission: 'R5' },
  Condition: { patient: 'DSTU2', dateRecorded: 'DSTU2', assertedDate: 'STU3', participant: 'R5' },
  Observation: { comments: 'DSTU2', comment: 'STU3', related: 'STU3', triggeredBy: 'R5' },
  DiagnosticReport: { codedDiagnosis: 'STU3', image: 'STU3', composition: 'R5', supportingInfo: 'R5' },
  Claim: { organization: 'STU3', information: 'STU3', encounter: 'R5' },
};

/** Fields of the items of a list. */
const inLists: readonly (readonly [type: string, list: string, field: string, release: Release])[] = [
  ['Encounter', 'participant', 'actor', 'R5'],
  ['DiagnosticReport', 'performer', 'actor', 'STU3'],
];

/** The field by which a resource shows that it is of another release than R4. */
export function otherReleaseOf(type: string, content: Json): { at: string; release: Release } | undefined {
  const [known] = Object.entries(fields[type] ?? {}).filter(([field]) => field in content);
  if (known) return { at: `.${known[0]}`, release: known[1] };
  // A list since R5, and a code before R4.
  if (type === 'Encounter' && Array.isArray(content['class'])) return { at: '.class', release: 'R5' };
  if (type === 'Condition' && typeof content['clinicalStatus'] === 'string')
    return { at: '.clinicalStatus', release: 'STU3' };
  for (const [of, list, field, release] of inLists) {
    const items: unknown = of === type ? content[list] : undefined;
    const index = Array.isArray(items) ? items.findIndex((item) => isObject(item) && field in item) : -1;
    if (index >= 0) return { at: `.${list}[${index}].${field}`, release };
  }
  return undefined;
}
