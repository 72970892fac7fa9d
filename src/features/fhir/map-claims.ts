import { broken } from './broken.ts';
import type { Bundle } from './bundle.ts';
import { codeOf, textOf } from './concepts.ts';
import type { EntryOf } from './entry.ts';
import type { Claim } from './imported.ts';
import { type Links, linksOf, practitionerAt } from './links.ts';
import { centsOf, MOST_CENTS } from './schema/money.ts';
import type { Resources } from './schema/resources.ts';
import { momentOf } from './schema/when.ts';

type FhirClaim = Resources['Claim'];

/** A claim for payment becomes a claim; one that only asks what would be paid does not. */
export function claimOf(
  entry: EntryOf<'Claim'>,
  bundle: Bundle,
  mrpOf: (patientKey: string) => string | null,
): Claim | undefined {
  const { type, key, resource } = entry;
  const { status, use = 'claim', created, billablePeriod } = resource;
  const links = linksOf(entry, bundle);
  const patientKey = links.patient(resource.patient, 'patient');
  if (patientKey === null || status === 'entered-in-error' || use !== 'claim') return undefined;

  const visit = visitOf(resource, links);
  const visitSite = visit ? linksOf(visit, bundle).site(visit.resource.serviceProvider) : null;
  const visitHolder = visit ? practitionerAt(visit, bundle) : null;
  return {
    source: { type, key },
    patientKey,
    holderKey: statedHolder(resource, links) ?? visitHolder ?? mrpOf(patientKey),
    siteKey: links.site(resource.provider) ?? visitSite,
    status,
    kind: codeOf(resource.type) ?? null,
    payer: payerOf(resource),
    createdAt: momentOf(created),
    servedFrom: billablePeriod?.start ? momentOf(billablePeriod.start) : null,
    servedTo: billablePeriod?.end ? momentOf(billablePeriod.end) : null,
    ...totalOf(entry, bundle.file),
    items: (resource.item ?? []).map(({ productOrService, net }) => ({
      code: codeOf(productOrService) ?? null,
      name: textOf(productOrService) ?? 'Item',
      cents: net?.value === undefined ? null : centsOf(net.value),
    })),
  };
}

/**
 * Who holds a claim: its provider if that is a practitioner, else the care team's, whoever is
 * responsible first. Else it is who saw the patient at its encounter, else the patient's MRP.
 */
function statedHolder({ provider, careTeam = [] }: FhirClaim, links: Links): string | null {
  const team = careTeam.toSorted((one, other) => Number(other.responsible ?? false) - Number(one.responsible ?? false));
  return links.anyPractitioner([provider, ...team.map((member) => member.provider)]);
}

/** The first encounter that an item was served at. */
const visitOf = ({ item = [] }: FhirClaim, links: Links): EntryOf<'Encounter'> | undefined =>
  item.flatMap(({ encounter = [] }) => encounter.flatMap((one) => links.entry(one, 'Encounter') ?? []))[0];

function payerOf({ insurance = [] }: FhirClaim): string | null {
  const first = insurance.find(({ focal }) => focal) ?? insurance[0];
  return first?.coverage?.display ?? null;
}

/** The total, else the sum of the items where they are in one currency. */
function totalOf({ path, resource }: EntryOf<'Claim'>, file: string): Pick<Claim, 'totalCents' | 'currency'> {
  const { total, item = [] } = resource;
  if (total?.value !== undefined) return { totalCents: centsOf(total.value), currency: total.currency ?? null };

  const nets = item.flatMap(({ net }) => (net?.value === undefined ? [] : { ...net, value: net.value }));
  const [currency, ...others] = new Set(nets.map((net) => net.currency ?? null));
  if (currency === undefined || others.length > 0) return { totalCents: null, currency: null };
  const totalCents = nets.reduce((cents, { value }) => cents + centsOf(value), 0);
  if (Math.abs(totalCents) > MOST_CENTS) throw broken(file, `${path}.item`, 'comes to too large an amount');
  return { totalCents, currency };
}
