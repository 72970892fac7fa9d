import type { Bundle } from './bundle.ts';
import { codeOf, textOf, textsOf } from './concepts.ts';
import type { EntryOf } from './entry.ts';
import type { Note } from './imported.ts';
import { linksOf, practitionerAt } from './links.ts';
import type { Resources } from './schema/resources.ts';
import { momentOf } from './schema/when.ts';

/**
 * An encounter becomes a chart note by the practitioner who saw the patient, signed when the
 * encounter ended; a draft while it has not.
 */
export function encounterNote(entry: EntryOf<'Encounter'>, bundle: Bundle): Note | undefined {
  const { type, key, resource } = entry;
  const links = linksOf(entry, bundle);
  const patientKey = links.patient(resource.subject, 'subject');
  if (patientKey === null || resource.status === 'entered-in-error') return undefined;

  const { start, end = start } = resource.period ?? {};
  const isOver = resource.status === 'finished' || resource.status === 'cancelled';
  return {
    source: { type, key },
    patientKey,
    authorKey: practitionerAt(entry, bundle),
    siteKey: links.site(resource.serviceProvider),
    title: textOf(resource.type?.[0]) ?? 'Encounter',
    text: encounterText(resource),
    at: start ? momentOf(start) : null,
    endedAt: resource.period?.end ? momentOf(resource.period.end) : null,
    status: isOver ? 'signed' : 'draft',
    signedAt: isOver && end ? momentOf(end) : null,
  };
}

/** HL7 v3 ActCode, where it is an encounter's class. */
const classNames: Readonly<Record<string, string>> = {
  AMB: 'ambulatory',
  EMER: 'emergency',
  FLD: 'field',
  HH: 'home health',
  IMP: 'inpatient',
  VR: 'virtual',
};

/** A line for each thing that the encounter says, its status where it is not the usual one. */
function encounterText({ status, class: kind, reasonCode, hospitalization }: Resources['Encounter']): string {
  const said = {
    Status: status === 'finished' ? '' : status,
    Class: classNames[kind?.code ?? ''] ?? kind?.display ?? kind?.code,
    Reason: textsOf(reasonCode),
    Discharge: textOf(hospitalization?.dischargeDisposition),
  };
  return Object.entries(said)
    .flatMap(([name, text]) => (text ? `${name}: ${text}` : []))
    .join('\n');
}

/**
 * A condition becomes a signed chart note of the day it was recorded, else of its onset, by whoever
 * recorded or asserted it, else by the practitioner of its encounter.
 */
export function conditionNote(entry: EntryOf<'Condition'>, bundle: Bundle): Note | undefined {
  const { type, key, resource } = entry;
  const links = linksOf(entry, bundle);
  const patientKey = links.patient(resource.subject, 'subject');
  if (patientKey === null || codeOf(resource.verificationStatus) === 'entered-in-error') return undefined;

  const encounter = links.entry(resource.encounter, 'Encounter');
  const seenBy = encounter ? practitionerAt(encounter, bundle) : null;
  const at = resource.recordedDate ?? onsetOf(resource) ?? encounter?.resource.period?.start;
  const moment = at ? momentOf(at) : null;
  return {
    source: { type, key },
    patientKey,
    authorKey: links.anyPractitioner([resource.recorder, resource.asserter]) ?? seenBy,
    siteKey: encounter ? linksOf(encounter, bundle).site(encounter.resource.serviceProvider) : null,
    title: `Condition: ${textOf(resource.code) ?? 'not named'}`,
    text: conditionText(resource),
    at: moment,
    endedAt: null,
    status: 'signed',
    signedAt: moment,
  };
}

const onsetOf = ({ onsetDateTime, onsetPeriod }: Resources['Condition']): string | undefined =>
  onsetDateTime ?? onsetPeriod?.start;

/** `Hypertension, active, confirmed, onset 1996-10-14`, and what was noted under it. */
function conditionText(condition: Resources['Condition']): string {
  const onset = written(onsetOf(condition)) ?? condition.onsetString;
  const end = written(condition.abatementDateTime ?? condition.abatementPeriod?.start) ?? condition.abatementString;
  const facts = [
    textOf(condition.code),
    textOf(condition.clinicalStatus),
    textOf(condition.verificationStatus),
    onset && `onset ${onset}`,
    end && `ended ${end}`,
  ];
  const notes = (condition.note ?? []).map(({ text }) => text);
  return [facts.filter(Boolean).join(', '), ...notes].join('\n');
}

/** A day as far as the file knows it: here `1980-05` may stay what it is. */
const written = (dateTime: string | undefined): string | undefined => dateTime?.slice(0, 10);
