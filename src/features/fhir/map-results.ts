import type { Bundle } from './bundle.ts';
import { codeOf, textOf, textsOf } from './concepts.ts';
import type { EntryOf } from './entry.ts';
import type { Result } from './imported.ts';
import { linksOf, practitionerAt } from './links.ts';
import { linesOf, reportedBy } from './map-observations.ts';
import type { Resources } from './schema/resources.ts';
import { momentOf } from './schema/when.ts';

/** A report with its observations becomes a result, abnormal as soon as one of them is. */
export function resultOf(entry: EntryOf<'DiagnosticReport'>, bundle: Bundle): Result | undefined {
  const { type, key, resource } = entry;
  const patientKey = linksOf(entry, bundle).patient(resource.subject, 'subject');
  if (patientKey === null || resource.status === 'entered-in-error') return undefined;

  const issued = resource.issued ?? resource.effectiveDateTime ?? resource.effectivePeriod?.start;
  const observations = reportedBy(entry, bundle).flatMap(linesOf);
  return {
    source: { type, key },
    patientKey,
    ordererKey: ordererOf(entry, bundle),
    title: textOf(resource.code) ?? 'Result',
    code: codeOf(resource.code) ?? null,
    category: textsOf(resource.category) || null,
    issuedAt: issued ? momentOf(issued) : null,
    status: resource.status,
    conclusion: conclusionOf(resource),
    observations,
    abnormal: observations.some(({ abnormal }) => abnormal),
  };
}

/**
 * Who ordered a report: who requested what it is based on, else who saw the patient at its
 * encounter, else who interpreted it, else who performed it.
 */
function ordererOf(report: EntryOf<'DiagnosticReport'>, bundle: Bundle): string | null {
  const links = linksOf(report, bundle);
  const { basedOn = [], encounter, resultsInterpreter, performer } = report.resource;
  const requesters = basedOn.flatMap((reference) => {
    const request = links.entry(reference, 'ServiceRequest');
    return (request && linksOf(request, bundle).practitioner(request.resource.requester)) ?? [];
  });
  const visit = links.entry(encounter, 'Encounter');
  const seenBy = visit ? practitionerAt(visit, bundle) : null;
  return requesters[0] ?? seenBy ?? links.anyPractitioner(resultsInterpreter) ?? links.anyPractitioner(performer);
}

type Report = Resources['DiagnosticReport'];

/** What the report concludes, and its forms where they are text; the others are named, so that nobody misses them. */
function conclusionOf({ conclusion, conclusionCode, presentedForm = [] }: Report): string | null {
  const texts = [conclusion || textsOf(conclusionCode), ...presentedForm.map(formText)].filter(Boolean);
  return texts.length > 0 ? texts.join('\n\n') : null;
}

function formText({ contentType = 'unknown', data }: NonNullable<Report['presentedForm']>[number]): string {
  const text =
    data && /^text\/(plain|markdown)\b/.test(contentType) ? Buffer.from(data, 'base64').toString() : undefined;
  return text && !text.includes('\0') ? text : `Form not imported: ${contentType}`;
}
