import type { Bundle } from './bundle.ts';
import { codeOf, said, textOf, textsOf } from './concepts.ts';
import type { EntryOf } from './entry.ts';
import type { Result } from './imported.ts';
import { linksOf, practitionerAt } from './links.ts';
import { isCritical, linesOf, notesOn, reportedBy } from './map-observations.ts';
import { plainText } from './plain-text.ts';
import type { Resources } from './schema/resources.ts';
import { momentOf } from './schema/when.ts';

/** A report with its observations becomes a result, abnormal as soon as one of them is. */
export function resultOf(entry: EntryOf<'DiagnosticReport'>, bundle: Bundle): Result | undefined {
  const { type, key, resource } = entry;
  const patientKey = linksOf(entry, bundle).patient(resource.subject, 'subject');
  if (patientKey === null || resource.status === 'entered-in-error') return undefined;

  const issued = resource.issued ?? resource.effectiveDateTime ?? resource.effectivePeriod?.start;
  const reported = reportedBy(entry, bundle);
  const observations = reported.flatMap(linesOf);
  const conclusion = conclusionOf(resource, reported.flatMap(notesOn));
  return {
    source: { type, key },
    patientKey,
    ordererKey: ordererOf(entry, bundle),
    title: textOf(resource.code) ?? 'Result',
    code: codeOf(resource.code) ?? null,
    category: textsOf(resource.category) || null,
    issuedAt: issued ? momentOf(issued) : null,
    status: resource.status,
    // The narrative says again what stands in the report; where nothing stands there, it is all there is.
    conclusion: conclusion ?? (observations.length === 0 ? narrativeOf(resource) : null),
    observations,
    abnormal: observations.some(({ abnormal }) => abnormal),
    urgent: reported.some(isCritical),
  };
}

/**
 * Who ordered a report: who requested what it is based on, else who saw the patient at its
 * encounter, else who interpreted it, else who performed it.
 */
export function ordererOf(report: EntryOf<'DiagnosticReport' | 'Observation'>, bundle: Bundle): string | null {
  const links = linksOf(report, bundle);
  const { basedOn = [], encounter, performer } = report.resource;
  const resultsInterpreter = 'resultsInterpreter' in report.resource ? report.resource.resultsInterpreter : undefined;
  const requesters = basedOn.flatMap((reference) => {
    const request = links.entry(reference, 'ServiceRequest');
    return (request && linksOf(request, bundle).practitioner(request.resource.requester)) ?? [];
  });
  const visit = links.entry(encounter, 'Encounter');
  const seenBy = visit ? practitionerAt(visit, bundle) : null;
  return requesters[0] ?? seenBy ?? links.anyPractitioner(resultsInterpreter) ?? links.anyPractitioner(performer);
}

type Report = Resources['DiagnosticReport'];

/**
 * What the report concludes, its forms where they are text, and what was noted beside its values;
 * other forms are named, so that nobody misses them.
 */
function conclusionOf({ conclusion, conclusionCode, presentedForm = [] }: Report, notes: string[]): string | null {
  const words = said(conclusion) ?? textsOf(conclusionCode);
  const texts = [words, ...presentedForm.map(formText), notes.join('\n')].filter(Boolean);
  return texts.length > 0 ? texts.join('\n\n') : null;
}

const narrativeOf = ({ text }: Report): string | null => plainText(text?.div ?? '') || null;

type Form = NonNullable<Report['presentedForm']>[number];

function formText({ contentType = 'unknown', title, data }: Form): string {
  const [, kind, charset = 'utf-8'] =
    /^text\/(plain|markdown|html)\b(?:.*charset="?([\w-]+))?/i.exec(contentType) ?? [];
  const text = data && kind ? decoded(data, charset) : undefined;
  if (text && !text.includes('\0')) return kind?.toLowerCase() === 'html' ? plainText(text) : text;
  return `Form not imported: ${[said(title), contentType].filter(Boolean).join(', ')}`;
}

function decoded(base64: string, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    return undefined; // a character set nobody knows, or not the one it says
  }
}
