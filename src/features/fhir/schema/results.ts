import { type Static, Type } from 'typebox';
import { Concept, DateTime, Instant, listOf, Period, Quantity, Range, Reference, some } from './datatypes.ts';
import { named } from './named.ts';

const measured = {
  valueQuantity: some(Quantity),
  valueCodeableConcept: some(Concept),
  valueString: some(Type.String()),
  valueBoolean: some(Type.Boolean()),
  valueInteger: some(Type.Integer()),
  valueRange: some(Range),
  valueRatio: some(Type.Object({ numerator: some(Quantity), denominator: some(Quantity) })),
  valueSampledData: some(Type.Object({})),
  valueTime: some(Type.String()),
  valueDateTime: some(DateTime),
  valuePeriod: some(Period),
  dataAbsentReason: some(Concept),
  interpretation: listOf(Concept),
  referenceRange: listOf(
    Type.Object({
      low: some(Quantity),
      high: some(Quantity),
      type: some(Concept),
      appliesTo: listOf(Concept),
      age: some(Range),
      text: some(Type.String()),
    }),
  ),
};
/** What an observation and each of its components say alike. */
export const Measured = Type.Object({ code: Concept, ...measured });

export const Observation = Type.Object({
  ...named,
  resourceType: Type.Literal('Observation'),
  status: Type.Enum([
    'registered',
    'preliminary',
    'final',
    'amended',
    'corrected',
    'cancelled',
    'entered-in-error',
    'unknown',
  ]),
  code: Concept,
  category: listOf(Concept),
  basedOn: listOf(Reference),
  subject: some(Reference),
  encounter: some(Reference),
  effectiveDateTime: some(DateTime),
  effectivePeriod: some(Period),
  issued: some(Instant),
  performer: listOf(Reference),
  ...measured,
  component: listOf(Measured),
  hasMember: listOf(Reference),
  note: listOf(Type.Object({ text: some(Type.String()) })),
});

export const DiagnosticReport = Type.Object({
  ...named,
  resourceType: Type.Literal('DiagnosticReport'),
  text: some(Type.Object({ div: some(Type.String()) })),
  basedOn: listOf(Reference),
  status: Type.Enum([
    'registered',
    'partial',
    'preliminary',
    'final',
    'amended',
    'corrected',
    'appended',
    'cancelled',
    'entered-in-error',
    'unknown',
  ]),
  category: listOf(Concept),
  code: Concept,
  subject: some(Reference),
  encounter: some(Reference),
  effectiveDateTime: some(DateTime),
  effectivePeriod: some(Period),
  issued: some(Instant),
  performer: listOf(Reference),
  resultsInterpreter: listOf(Reference),
  result: listOf(Reference),
  conclusion: some(Type.String()),
  conclusionCode: listOf(Concept),
  presentedForm: listOf(
    Type.Object({ contentType: some(Type.String()), title: some(Type.String()), data: some(Type.String()) }),
  ),
});

export const ServiceRequest = Type.Object({
  ...named,
  resourceType: Type.Literal('ServiceRequest'),
  requester: some(Reference),
});

export type Measured = Static<typeof Measured>;
