import { Type } from 'typebox';
import { Concept, DateTime, listOf, Money, Period, Reference, some } from './datatypes.ts';
import { named } from './named.ts';

export const Claim = Type.Object({
  ...named,
  resourceType: Type.Literal('Claim'),
  status: Type.Enum(['active', 'cancelled', 'draft', 'entered-in-error']),
  type: some(Concept),
  use: some(Type.Enum(['claim', 'preauthorization', 'predetermination'])),
  patient: Reference,
  billablePeriod: some(Period),
  created: DateTime,
  provider: some(Reference),
  careTeam: listOf(Type.Object({ provider: some(Reference), responsible: some(Type.Boolean()) })),
  insurance: listOf(Type.Object({ focal: some(Type.Boolean()), coverage: some(Reference) })),
  item: listOf(Type.Object({ productOrService: some(Concept), net: some(Money), encounter: listOf(Reference) })),
  total: some(Money),
});
