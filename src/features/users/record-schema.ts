import { Type } from 'typebox';
import { BlockId, Day, Line, nullable, Reason, RoleId, SiteId } from '#kernel/schema.ts';

/** What somebody can do once the numbers for it are there. */
export const abilities = ['bill', 'prescribe', 'refer', 'receive-labs'] as const;
export type Ability = (typeof abilities)[number];

export const userSexes = ['', 'female', 'male', 'other', 'unknown'] as const;
/** As the user states it; empty where it is not stated. */
export type UserSex = (typeof userSexes)[number];

/** A phone number as people write it. */
const Phone = Type.String({ maxLength: 40, pattern: '^[0-9 ()+-]*[0-9][0-9 ()+-]*$' });
export const Contact = {
  address: Line,
  homePhone: Line,
  workPhone: Line,
  cellPhone: Line,
  fax: Line,
  contactEmail: Line,
};
/** Left out, what is kept stays: a page changes nothing that is not on it. */
export const FurtherContact = {
  otherPhone: Type.Optional(Line),
  pager: Type.Optional(Line),
  /** Told when somebody books or cancels with this user. */
  bookingPhones: Type.Optional(Type.Array(Phone, { maxItems: 10 })),
};
export const FurtherInformation = {
  team: Type.Optional(Line),
  sex: Type.Optional(Type.Enum([...userSexes])),
  dateOfBirth: Type.Optional(nullable(Day)),
  /** When the confidentiality agreement was signed. */
  confidentialitySignedOn: Type.Optional(nullable(Day)),
};
/** The values of one field of the clinic's province; none empties it. */
export const ProviderField = Type.Object({
  field: Type.String({ maxLength: 60 }),
  values: Type.Array(Line, { maxItems: 20 }),
});
export const ProviderRecord = {
  providerFields: Type.Optional(Type.Array(ProviderField, { maxItems: 60 })),
  /** Of the assigned sites in BC, those registered for the Business Cost Premium. */
  bcpSiteIds: Type.Optional(Type.Array(SiteId, { uniqueItems: true, maxItems: 200 })),
};

/** What is decided when somebody comes back. */
export const OnReturn = {
  /** Blocks that are lifted, each for its reason; every other holds on. For whoever may lift blocks. */
  lifts: Type.Optional(Type.Array(Type.Object({ blockId: BlockId, reason: Reason }), { maxItems: 200 })),
  /** Numbers that another active user has by now are given up; without this they refuse the return. */
  withoutTaken: Type.Optional(Type.Boolean()),
};
export const returnRefusals = ['user/identifier-taken', 'block/not-found', 'block/already-lifted'] as const;

/** What a user is given: exactly these. */
export const Granted = {
  siteIds: Type.Array(SiteId, { uniqueItems: true, maxItems: 200 }),
  roleIds: Type.Array(RoleId, { uniqueItems: true, maxItems: 100 }),
};
export const grantRefusals = ['user/role-missing', 'user/role-not-yours', 'role/not-found', 'site/not-found'] as const;
