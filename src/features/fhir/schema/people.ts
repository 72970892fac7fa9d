import { Type } from 'typebox';
import {
  Address,
  Concept,
  ContactPoint,
  DateOnly,
  DateTime,
  HumanName,
  listOf,
  Reference,
  some,
  Strings,
} from './datatypes.ts';
import { named } from './named.ts';
import { inOrder } from './when.ts';

export const Organization = Type.Object({
  ...named,
  resourceType: Type.Literal('Organization'),
  active: some(Type.Boolean()),
  type: listOf(Concept),
  name: some(Type.String({ maxLength: 200 })),
  alias: some(Strings),
  telecom: listOf(ContactPoint),
  address: listOf(Address),
});

export const Practitioner = Type.Object({
  ...named,
  resourceType: Type.Literal('Practitioner'),
  active: some(Type.Boolean()),
  name: listOf(HumanName),
  telecom: listOf(ContactPoint),
  address: listOf(Address),
  gender: some(Type.Enum(['male', 'female', 'other', 'unknown'])),
});

export const PractitionerRole = Type.Object({
  ...named,
  resourceType: Type.Literal('PractitionerRole'),
  practitioner: some(Reference),
  organization: some(Reference),
  specialty: listOf(Concept),
});

const PatientFields = Type.Object({
  ...named,
  resourceType: Type.Literal('Patient'),
  active: some(Type.Boolean()),
  name: listOf(HumanName),
  telecom: listOf(ContactPoint),
  address: listOf(Address),
  gender: some(Type.Enum(['male', 'female', 'other', 'unknown'])),
  birthDate: some(DateOnly),
  deceasedBoolean: some(Type.Boolean()),
  deceasedDateTime: some(DateTime),
  communication: listOf(Type.Object({ language: Concept, preferred: some(Type.Boolean()) })),
  generalPractitioner: listOf(Reference),
  managingOrganization: some(Reference),
});
export const Patient = Type.Refine(
  PatientFields,
  ({ birthDate, deceasedDateTime }) => inOrder({ start: birthDate, end: deceasedDateTime?.slice(0, 10) }),
  () => 'must not have died before being born',
);
