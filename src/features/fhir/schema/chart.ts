import { Type } from 'typebox';
import { Coding, Concept, DateTime, listOf, Period, Reference, some } from './datatypes.ts';
import { named } from './named.ts';

export const Encounter = Type.Object({
  ...named,
  resourceType: Type.Literal('Encounter'),
  status: Type.Enum([
    'planned',
    'arrived',
    'triaged',
    'in-progress',
    'onleave',
    'finished',
    'cancelled',
    'entered-in-error',
    'unknown',
  ]),
  class: some(Coding),
  type: listOf(Concept),
  subject: some(Reference),
  participant: listOf(Type.Object({ type: listOf(Concept), individual: some(Reference) })),
  period: some(Period),
  reasonCode: listOf(Concept),
  hospitalization: some(Type.Object({ dischargeDisposition: some(Concept) })),
  serviceProvider: some(Reference),
});

export const Condition = Type.Object({
  ...named,
  resourceType: Type.Literal('Condition'),
  clinicalStatus: some(Concept),
  verificationStatus: some(Concept),
  code: some(Concept),
  subject: Reference,
  encounter: some(Reference),
  onsetDateTime: some(DateTime),
  onsetPeriod: some(Period),
  onsetString: some(Type.String()),
  abatementDateTime: some(DateTime),
  abatementPeriod: some(Period),
  abatementString: some(Type.String()),
  recordedDate: some(DateTime),
  recorder: some(Reference),
  asserter: some(Reference),
  note: listOf(Type.Object({ text: Type.String() })),
});
