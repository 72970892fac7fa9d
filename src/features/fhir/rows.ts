import { healthProvinces } from '#features/patients/contract.ts';
import { firstDayOf, precisionOf } from '#features/patients/rules.ts';
import { fingerprint, type Identities, isLocal } from './identities.ts';
import type {
  Claim,
  Contacts,
  Imported,
  Note,
  Patient,
  PostalAddress,
  Practitioner,
  Result,
  Site,
} from './imported.ts';

// What the new records of an import come to as rows, named like the columns. Moments stay text;
// the clinic's time zone, which the database knows, makes instants and days of them.

const oneLine = (text: string | null | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();

/** Street, city, province and postal code in the fields of a form. */
const addressFields = (address: PostalAddress | null) => ({
  address: oneLine(address?.street.replaceAll('\n', ', ')),
  city: oneLine(address?.city),
  province: oneLine(address?.province),
  postal_code: oneLine(address?.postalCode),
});

const addressLine = (address: PostalAddress | null): string =>
  Object.values(addressFields(address)).filter(Boolean).join(', ');

/** `North Shore Family Practice` is NSFP, `Riverside` is RIV. */
function shortNameOf(name: string): string {
  const initials = name.match(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu) ?? [];
  const letters = initials.length > 1 ? initials.slice(0, 4) : (name.match(/[\p{L}\p{N}]/gu) ?? []).slice(0, 3);
  return letters.join('').toUpperCase();
}

const siteRow = ({ name, active, contacts, address }: Site, site_id: string) => ({
  site_id,
  name: oneLine(name) || 'Unnamed site',
  short_name: shortNameOf(name),
  ...addressFields(address),
  phone: oneLine(contacts.workPhone ?? contacts.homePhone),
  fax: oneLine(contacts.fax),
  closed: !active,
});
export type SiteRow = ReturnType<typeof siteRow>;

const phones = ({ homePhone, workPhone, mobilePhone, fax, email }: Contacts) => ({
  home_phone: oneLine(homePhone),
  work_phone: oneLine(workPhone),
  cell_phone: oneLine(mobilePhone),
  fax: oneLine(fax),
  contact_email: oneLine(email),
});

const userRow = ({ name, active, specialty, contacts, address }: Practitioner, user_id: string) => ({
  user_id,
  last_name: oneLine(name.family),
  // Everybody here has a first name; a title or a dash stands where the file has none.
  first_name: oneLine(name.given) || oneLine(name.prefix) || '-',
  speciality: oneLine(specialty),
  address: addressLine(address),
  ...phones(contacts),
  active,
});
export type UserRow = ReturnType<typeof userRow>;

/** `1234567890 AB`, with the version that Ontario prints behind the number. */
export const healthNumberText = (patient: Patient): string =>
  oneLine([patient.healthNumber?.number, patient.healthNumber?.version].filter(Boolean).join(' '));

export const healthProvinceOf = ({ healthNumber }: Patient): string =>
  healthProvinces.find((province) => province === healthNumber?.province) ?? '';

interface PatientIds {
  readonly patient_id: string;
  readonly mrp_id: string | null;
  readonly site_id: string | null;
}

const patientRow = (patient: Patient, ids: PatientIds) => ({
  ...ids,
  last_name: oneLine(patient.name.family),
  first_name: oneLine(patient.name.given),
  date_of_birth: firstDayOf(patient.birthDate),
  birth_precision: precisionOf(patient.birthDate),
  sex: patient.gender,
  health_number: healthNumberText(patient),
  health_province: healthProvinceOf(patient),
  phone: oneLine(patient.contacts.homePhone ?? patient.contacts.workPhone),
  // At work, where the first is at home.
  second_phone: patient.contacts.homePhone === null ? '' : oneLine(patient.contacts.workPhone),
  cell_phone: oneLine(patient.contacts.mobilePhone),
  email: oneLine(patient.contacts.email),
  ...addressFields(patient.address),
  patient_status: patient.active ? 'active' : 'inactive',
  health_effective_on: patient.healthCard.from,
  health_renew_on: patient.healthCard.until,
  deceased_on: firstDayOf(patient.deceasedOn),
  deceased_precision: precisionOf(patient.deceasedOn),
  deceased: patient.deceased && patient.deceasedOn === null,
});
export type PatientRow = ReturnType<typeof patientRow>;

/** Work of somebody who is not active arrives for them: who holds it is decided where it is written. */
interface Held {
  readonly holder_id: string | null;
  readonly came_from_id: string | null;
}

const noteRow = (note: Note, ids: { note_id: string; patient_id: string; author_id: string | null }, held: Held) => {
  const isSigned = note.status === 'signed';
  return {
    ...ids,
    ...(isSigned ? { holder_id: ids.author_id, came_from_id: null } : held),
    title: oneLine(note.title) || 'Note',
    body: note.text,
    written_at: note.at ?? note.endedAt ?? note.signedAt,
    signed: isSigned,
    signed_at: isSigned ? note.signedAt : null,
  };
};
export type NoteRow = ReturnType<typeof noteRow>;

const resultRow = (
  result: Result,
  ids: { result_id: string; patient_id: string; orderer_id: string | null; awaits_key: string | null },
  held: Held,
) => ({
  ...ids,
  ...held,
  title: oneLine(result.title) || 'Result',
  category: oneLine(result.category),
  status: result.status,
  issued_at: result.issuedAt,
  abnormal: result.abnormal,
  urgent: result.urgent,
  conclusion: result.conclusion ?? '',
});
export type ResultRow = ReturnType<typeof resultRow>;

const lineRows = ({ observations }: Result, { result_id, patient_id }: ResultRow) =>
  observations.map((one, index) => ({
    result_id,
    patient_id,
    line: index + 1,
    name: oneLine(one.name),
    code: one.code ?? '',
    value: one.value,
    unit: one.unit,
    reference_range: one.range,
    abnormal: one.abnormal,
  }));
export type LineRow = ReturnType<typeof lineRows>[number];

const statuses = { active: 'awaiting-payment', draft: 'unsubmitted', cancelled: 'cancelled' } as const;

const claimRow = (
  claim: Claim,
  ids: { claim_id: string; patient_id: string; biller_id: string | null; awaits_key: string | null },
  held: Held,
) => ({
  ...ids,
  ...held,
  service: claim.items.map(({ name }) => oneLine(name)).join('; ') || oneLine(claim.kind),
  served_on: claim.servedFrom ?? claim.createdAt,
  amount_cents: claim.totalCents ?? 0,
  currency: claim.currency ?? 'CAD',
  status: statuses[claim.status],
  made_at: claim.createdAt,
});
export type ClaimRow = ReturnType<typeof claimRow>;

/** Who may hold work, and who may be responsible for a patient. */
export interface Staff {
  readonly active: ReadonlySet<string>;
  readonly doctors: ReadonlySet<string>;
}

/** The rows of what is new in an import. Everybody who is referred to must have been identified. */
export function rowsOf(imported: Imported, identities: Identities, { active, doctors }: Staff) {
  const { isNew, of, idOf } = identities;
  const fresh = <R extends { readonly source: Site['source'] }>(records: readonly R[]) =>
    records.filter(({ source }) => isNew(source));
  const user = (key: string | null) => idOf('Practitioner', key);
  // `Practitioner/1` of another system may be somebody else.
  const awaited = (key: string | null) =>
    key !== null && user(key) === null && !isLocal(key) ? fingerprint(key) : null;
  const patient_id = (key: string) => idOf('Patient', key) ?? '';
  const held = (userId: string | null): Held => {
    const holds = userId !== null && active.has(userId);
    return { holder_id: holds ? userId : null, came_from_id: holds ? null : userId };
  };
  const results = fresh(imported.results).map((result) => {
    const orderer_id = user(result.ordererKey);
    const ids = {
      result_id: of(result.source),
      patient_id: patient_id(result.patientKey),
      orderer_id,
      awaits_key: awaited(result.ordererKey),
    };
    const row = resultRow(result, ids, held(orderer_id));
    return { row, lines: lineRows(result, row) };
  });
  return {
    sites: fresh(imported.sites).map((site) => siteRow(site, of(site.source))),
    users: fresh(imported.practitioners).map((practitioner) => userRow(practitioner, of(practitioner.source))),
    assignments: imported.practitioners.flatMap(({ source, siteKeys }) =>
      siteKeys.flatMap((key) => {
        const site_id = idOf('Organization', key);
        return site_id ? { user_id: of(source), site_id } : [];
      }),
    ),
    patients: fresh(imported.patients).map((patient) => {
      const mrp = user(patient.mrpKey);
      return patientRow(patient, {
        patient_id: of(patient.source),
        mrp_id: mrp !== null && doctors.has(mrp) ? mrp : null,
        site_id: idOf('Organization', patient.siteKey),
      });
    }),
    notes: fresh(imported.notes).map((note) => {
      const author_id = user(note.authorKey);
      const ids = { note_id: of(note.source), patient_id: patient_id(note.patientKey), author_id };
      return noteRow(note, ids, held(author_id));
    }),
    results: results.map(({ row }) => row),
    lines: results.flatMap(({ lines }) => lines),
    claims: fresh(imported.claims).map((claim) => {
      const biller_id = user(claim.holderKey);
      const ids = {
        claim_id: of(claim.source),
        patient_id: patient_id(claim.patientKey),
        biller_id,
        awaits_key: awaited(claim.holderKey),
      };
      return claimRow(claim, ids, held(biller_id));
    }),
  };
}
export type Rows = ReturnType<typeof rowsOf>;
