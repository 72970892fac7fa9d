// What a bundle comes to, in plain values. A moment is an ISO instant (`…Z`) or, where the file
// knows no hour, a day (`2020-04-13`); years and months stand for their first day.

/** By its key a second import finds what the first one wrote. */
export interface Source {
  /** The resource type. */
  readonly type: string;
  readonly key: string;
}

/** What others may refer to, also from another file: by any of these names besides its key. */
export interface Nameable {
  readonly source: Source;
  readonly aliases: readonly string[];
}

export interface PersonName {
  /** Never empty: a single name stands here, `Unnamed` where the file has none. */
  readonly family: string;
  readonly given: string;
  readonly prefix: string;
}

export interface Contacts {
  readonly homePhone: string | null;
  readonly mobilePhone: string | null;
  readonly workPhone: string | null;
  readonly fax: string | null;
  readonly email: string | null;
}

export interface PostalAddress {
  /** Lines of the street, one under the other. */
  readonly street: string;
  readonly city: string;
  readonly province: string;
  readonly postalCode: string;
  readonly country: string;
}

export interface IdentifierValue {
  readonly system: string;
  readonly value: string;
  /** `MR`, `JHN`, `LN`, ... of HL7 table 0203. */
  readonly type: string | null;
}

export type Gender = 'male' | 'female' | 'other' | 'unknown';

export interface Site extends Nameable {
  readonly name: string;
  readonly active: boolean;
  readonly contacts: Contacts;
  readonly address: PostalAddress | null;
}

/** A user without credentials. */
export interface Practitioner extends Nameable {
  readonly name: PersonName;
  readonly active: boolean;
  readonly gender: Gender;
  readonly contacts: Contacts;
  readonly address: PostalAddress | null;
  readonly identifiers: readonly IdentifierValue[];
  readonly specialty: string | null;
  readonly siteKeys: readonly string[];
}

export interface HealthNumber {
  readonly number: string;
  /** The letters after an Ontario number. */
  readonly version: string | null;
  /** Two letters: `ON`. */
  readonly province: string | null;
}

/** The master file of a patient. */
export interface Patient extends Nameable {
  readonly name: PersonName;
  readonly active: boolean;
  readonly gender: Gender;
  /** What is known of the day: `1950`, `1950-06` or `1950-06-12`. */
  readonly birthDate: string | null;
  readonly deceased: boolean;
  /** As much as is known of it. */
  readonly deceasedOn: string | null;
  readonly contacts: Contacts;
  readonly address: PostalAddress | null;
  /** BCP 47: `en-CA`. */
  readonly language: string | null;
  readonly healthNumber: HealthNumber | null;
  /** From when to when the health card in force is good, where the days are known. */
  readonly healthCard: { readonly from: string | null; readonly until: string | null };
  readonly identifiers: readonly IdentifierValue[];
  /** Where the patient is at home: whoever keeps the record. */
  readonly siteKey: string | null;
  readonly mrpKey: string | null;
}

export interface Note {
  readonly source: Source;
  readonly patientKey: string;
  readonly authorKey: string | null;
  readonly siteKey: string | null;
  readonly title: string;
  readonly text: string;
  readonly at: string | null;
  readonly endedAt: string | null;
  readonly status: 'signed' | 'draft';
  readonly signedAt: string | null;
}

export interface Observation {
  readonly code: string | null;
  readonly name: string;
  /** Always said, also that there is none and why. */
  readonly value: string;
  readonly unit: string;
  readonly range: string;
  readonly abnormal: boolean;
}

export interface Result {
  readonly source: Source;
  readonly patientKey: string;
  readonly ordererKey: string | null;
  readonly title: string;
  readonly code: string | null;
  readonly category: string | null;
  readonly issuedAt: string | null;
  /** Of the report, as FHIR has it: `final`, `preliminary`, `corrected`, ... */
  readonly status: string;
  readonly conclusion: string | null;
  readonly observations: readonly Observation[];
  readonly abnormal: boolean;
  /** The laboratory calls a value of it critical. */
  readonly urgent: boolean;
}

export interface ClaimItem {
  readonly code: string | null;
  readonly name: string;
  readonly cents: number | null;
}

export interface Claim {
  readonly source: Source;
  readonly patientKey: string;
  readonly holderKey: string | null;
  readonly siteKey: string | null;
  readonly status: 'active' | 'cancelled' | 'draft';
  /** `institutional`, `pharmacy`, `professional`, ... */
  readonly kind: string | null;
  readonly payer: string | null;
  readonly createdAt: string;
  readonly servedFrom: string | null;
  readonly servedTo: string | null;
  readonly totalCents: number | null;
  /** Three letters: `CAD`. */
  readonly currency: string | null;
  readonly items: readonly ClaimItem[];
}

/** What the records refer to and the bundle does not hold: to be found among what is there already. */
export interface Missing extends Source {
  /** The first place that speaks of it: `entry[12].resource.subject`. */
  readonly path: string;
}

export interface Imported {
  readonly sites: readonly Site[];
  readonly practitioners: readonly Practitioner[];
  readonly patients: readonly Patient[];
  readonly notes: readonly Note[];
  readonly results: readonly Result[];
  readonly claims: readonly Claim[];
  readonly missing: readonly Missing[];
  /** How many entries became no record, by resource type. */
  readonly ignored: Readonly<Record<string, number>>;
}
