import { type Static, Type } from 'typebox';
import { MOST_CENTS } from './money.ts';
import { inOrder, isDate, isDateTime, isInstant } from './when.ts';

// FHIR's data types, as far as they are read. What is not named here may be anything.

export const some = Type.Optional;
export const listOf = <T extends Parameters<typeof Type.Array>[0]>(item: T) => some(Type.Array(item));

export const DateOnly = Type.Refine(
  Type.String(),
  isDate,
  () => 'must be a date from the year 1000 on: YYYY, YYYY-MM or YYYY-MM-DD',
);
export const Instant = Type.Refine(
  Type.String(),
  isInstant,
  () => 'must be an instant from the year 1000 on, with its offset from UTC',
);
export const DateTime = Type.Refine(
  Type.String(),
  isDateTime,
  () => 'must be a date from the year 1000 on, or such a time with its offset from UTC',
);
export const Period = Type.Refine(
  Type.Object({ start: some(DateTime), end: some(DateTime) }),
  inOrder,
  () => 'must not end before it starts',
);

/** Long enough for every address in use, short enough to be looked up by. */
export const Uri = Type.String({ minLength: 1, maxLength: 500 });
/** As much as a field of a form takes in. */
const LINE = 200;
const Line = Type.String({ maxLength: LINE });
/** A list whose items may be null where an extension stands for them; together they make a line. */
export const Strings = Type.Refine(
  Type.Array(Type.Union([Type.String(), Type.Null()])),
  (parts) => parts.join(' ').length <= LINE,
  () => `must not have more than ${LINE} characters`,
);

export const Coding = Type.Object({
  system: some(Type.String()),
  code: some(Type.String()),
  display: some(Type.String()),
});
export const Concept = Type.Object({ coding: listOf(Coding), text: some(Type.String()) });

const Extension = Type.Object({ url: Uri, valueString: some(Type.String()) });
export const Identifier = Type.Object({
  use: some(Type.Enum(['usual', 'official', 'temp', 'secondary', 'old'])),
  type: some(Concept),
  system: some(Uri),
  value: some(Type.String({ maxLength: 200 })),
  period: some(Period),
  extension: listOf(Extension),
});
export const Reference = Type.Object({
  reference: some(Uri),
  type: some(Type.String()),
  identifier: some(Identifier),
  display: some(Type.String()),
});

export const HumanName = Type.Object({
  use: some(Type.Enum(['usual', 'official', 'temp', 'nickname', 'anonymous', 'old', 'maiden'])),
  text: some(Line),
  family: some(Line),
  given: some(Strings),
  prefix: some(Strings),
  period: some(Period),
});
export const ContactPoint = Type.Object({
  system: some(Type.Enum(['phone', 'fax', 'email', 'pager', 'url', 'sms', 'other'])),
  value: some(Line),
  use: some(Type.Enum(['home', 'work', 'temp', 'old', 'mobile'])),
  rank: some(Type.Number()),
  period: some(Period),
});
export const Address = Type.Object({
  use: some(Type.Enum(['home', 'work', 'temp', 'old', 'billing'])),
  text: some(Line),
  line: some(Strings),
  city: some(Line),
  state: some(Line),
  postalCode: some(Line),
  country: some(Type.String()),
  period: some(Period),
});

export const Quantity = Type.Object({
  value: some(Type.Number()),
  comparator: some(Type.Enum(['<', '<=', '>=', '>'])),
  unit: some(Type.String()),
  code: some(Type.String()),
});
export const Range = Type.Object({ low: some(Quantity), high: some(Quantity) });
export const Money = Type.Object({
  value: some(Type.Number({ minimum: -MOST_CENTS / 100, maximum: MOST_CENTS / 100 })),
  currency: some(
    Type.Refine(
      Type.String(),
      (text) => /^[A-Z]{3}$/.test(text),
      () => 'must be the three capital letters of a currency',
    ),
  ),
});

export type Concept = Static<typeof Concept>;
export type Identifier = Static<typeof Identifier>;
export type Reference = Static<typeof Reference>;
export type HumanName = Static<typeof HumanName>;
export type ContactPoint = Static<typeof ContactPoint>;
export type Address = Static<typeof Address>;
export type Quantity = Static<typeof Quantity>;
export type Range = Static<typeof Range>;
export type Money = Static<typeof Money>;
