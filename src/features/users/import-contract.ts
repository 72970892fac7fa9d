import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { Cursor, Day, Instant, nullable, UserId } from '#kernel/schema.ts';
import { ListUsers, UserType } from './contract.ts';

/** Most users that are imported at once. */
export const MOST_ROWS = 5000;
/** Most flaws and doubts that are told one by one; all are counted. */
export const MOST_TOLD = 500;

/** What can be wrong with a cell. */
export const flaws = [
  'missing',
  'formula',
  'too-long',
  'not-one-line',
  'type-unknown',
  'sex-unknown',
  'day-malformed',
  'day-in-the-future',
  'role-unknown',
  'role-not-yours',
  'site-unknown',
  'bcp-site-not-assigned',
  'phone-malformed',
  'too-many',
  'number-malformed',
  'number-not-of-type',
  'email-malformed',
  'username-malformed',
  'expiry-malformed',
  'expiry-in-the-past',
  'expiry-without-name',
  'twice-in-file',
  'taken',
] as const;
export type FlawKind = (typeof flaws)[number];
/** What does not stand against importing a row, and should be looked at. */
export const doubts = ['same-name-in-file', 'same-name', 'same-name-left'] as const;

const Told = {
  /** Which of the rows that were sent, from 0. */
  row: Type.Integer(),
  /** Whose row it is, as far as it says. */
  name: Type.String(),
};
const Flaw = Type.Object({
  ...Told,
  column: Type.String(),
  flaw: Type.Enum([...flaws]),
  /** What stands there, shortened. */
  value: Type.String(),
  /** What was probably meant, who has it, which other row, what it must look like. */
  nearest: nullable(Type.String()),
  holder: nullable(Type.String()),
  otherRow: nullable(Type.Integer()),
  says: nullable(Type.String()),
});
export type Flaw = Static<typeof Flaw>;
const Doubt = Type.Object({ ...Told, doubt: Type.Enum([...doubts]), otherRow: nullable(Type.Integer()) });
export type Doubt = Static<typeof Doubt>;

const Sheet = {
  /** What each column is: the name of a field of Add User, or the key of a field of the province. */
  columns: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 100 }),
  /**
   * Cells as they stand in the file: an apostrophe before a formula makes it text, and cells that are left out at
   * the end of a row are empty. Rows of empty cells are passed over.
   */
  rows: Type.Array(Type.Array(Type.String({ maxLength: 5000 }), { maxItems: 100 }), { maxItems: MOST_ROWS }),
};
/** Room for 5,000 full records. */
const bodyLimitBytes = 16 * 1024 * 1024;
const sheetRefusals = ['user/import-empty', 'user/import-columns', 'user/import-row-too-long'] as const;

export const PreviewImport = operation({
  name: 'users.preview-import',
  says: 'Check a file of users before it is imported.',
  method: 'POST',
  path: '/users/import/preview',
  bodyLimitBytes,
  input: Type.Object(Sheet),
  output: Type.Object({
    /** Rows that can be imported, and rows that cannot. */
    clean: Type.Integer(),
    flawed: Type.Integer(),
    /** Of the clean ones, those who are invited, and those who will not sign in. */
    invited: Type.Integer(),
    withoutSignIn: Type.Integer(),
    flaws: Type.Array(Flaw),
    flawCount: Type.Integer(),
    doubts: Type.Array(Doubt),
    doubtCount: Type.Integer(),
    /** Stands for all that would be imported; changes with the file, and with the clinic. */
    planHash: Type.String(),
  }),
  refusals: [...sheetRefusals],
});
export type ImportPreview = Static<typeof PreviewImport.output>;

export const ImportUsers = operation({
  name: 'users.import-users',
  says: 'Import many users at once from a file, and invite them.',
  method: 'POST',
  path: '/users/import',
  bodyLimitBytes,
  input: Type.Object({
    ...Sheet,
    planHash: Type.String({ maxLength: 100 }),
    /** Imports the clean rows and leaves the others out; without it, all must be clean. */
    onlyClean: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({
    users: Type.Integer(),
    withoutSignIn: Type.Integer(),
    /** How many invitations went out by mail. */
    mailed: Type.Integer(),
    /** Until when the invitations are good. */
    endsAt: nullable(Instant),
    /** How many have a link that must be handed over. */
    linked: Type.Integer(),
    /** The ends of these links, handed out once. */
    links: Type.Array(
      Type.Object({ userId: UserId, name: Type.String(), signsInAs: Type.String(), token: Type.String() }),
    ),
  }),
  refusals: [
    ...sheetRefusals,
    'user/import-changed',
    'user/import-flawed',
    // Of somebody who adds a user at the same moment, the database tells.
    'user/username-taken',
    'user/email-taken',
    'user/identifier-taken',
    'site/not-found',
    'role/not-found',
  ],
});
export type Imported = Static<typeof ImportUsers.output>;

const { after, type, roleId, siteId, keyword, status, signIn, hasCredentials } = ListUsers.input.properties;
const text = Type.String();

export const ExportUsers = operation({
  name: 'users.export-users',
  says: 'Take the records of users along as a file; their secrets are not in it.',
  method: 'POST',
  path: '/users/export',
  input: Type.Object({ keyword, type, status, roleId, siteId, signIn, hasCredentials, after }),
  output: Type.Object({
    users: Type.Array(
      Type.Object({
        lastName: text,
        firstName: text,
        type: UserType,
        speciality: text,
        team: text,
        sex: text,
        dateOfBirth: nullable(Day),
        confidentialitySignedOn: nullable(Day),
        address: text,
        workPhone: text,
        fax: text,
        homePhone: text,
        cellPhone: text,
        otherPhone: text,
        pager: text,
        contactEmail: text,
        bookingPhones: Type.Array(text),
        sites: Type.Array(text),
        roles: Type.Array(text),
        bcpSites: Type.Array(text),
        username: text,
        email: text,
        /** By the clinic's calendar and clock, `YYYY-MM-DD HH:MM`; empty where there is no end. */
        loginExpires: text,
        providerFields: Type.Array(Type.Object({ field: text, values: Type.Array(text) })),
      }),
    ),
    next: nullable(Cursor),
  }),
  refusals: ['request/cursor-unknown'],
});
export type ExportedUser = Static<typeof ExportUsers.output>['users'][number];
