import { Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { FilledLine, Line, nullable, Person, UserId, Version } from '#kernel/schema.ts';

export const provinces = ['AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT'] as const;
const Province = Type.Enum([...provinces]);

export const passwordPolicies = ['guide', 'nist'] as const;
/** Which rule the clinic's passwords follow: the guide's, or NIST SP 800-63B-4. */
export type PasswordPolicy = (typeof passwordPolicies)[number];
export const PasswordPolicy = Type.Enum([...passwordPolicies]);

/** Where most of a province lives; the set-up page proposes it. */
export const timeZones: Readonly<Record<(typeof provinces)[number], string>> = {
  AB: 'America/Edmonton',
  BC: 'America/Vancouver',
  MB: 'America/Winnipeg',
  NB: 'America/Moncton',
  NL: 'America/St_Johns',
  NS: 'America/Halifax',
  NT: 'America/Edmonton',
  NU: 'America/Iqaluit',
  ON: 'America/Toronto',
  PE: 'America/Halifax',
  QC: 'America/Toronto',
  SK: 'America/Regina',
  YT: 'America/Whitehorse',
};

/** Every zone that a clinic in Canada can be in. */
export const canadianZones: readonly string[] = [
  ...new Set([
    ...Object.values(timeZones),
    'America/Atikokan',
    'America/Blanc-Sablon',
    'America/Creston',
    'America/Dawson_Creek',
    'America/Goose_Bay',
    'America/Inuvik',
    'America/Rankin_Inlet',
  ]),
].toSorted();

/** What the sign-in page says before anybody is signed in; without a clinic, it leads to set-up. */
export const ReadFrontDoor = operation({
  name: 'clinics.read-front-door',
  says: 'The clinic at this address, or that there is none yet.',
  method: 'GET',
  path: '/front-door',
  access: 'public',
  input: Type.Object({}),
  output: Type.Object({
    clinic: Type.Union([
      Type.Object({
        name: Type.String(),
        phone: Type.String(),
        /** Whether a visitor from where this one is types the passcode. */
        asksPasscode: Type.Boolean(),
      }),
      Type.Null(),
    ]),
  }),
  refusals: [],
});

export const SetUp = operation({
  name: 'clinics.set-up',
  says: 'Make the clinic and its first administrator in an empty installation.',
  method: 'POST',
  path: '/set-up',
  access: 'public',
  input: Type.Object({
    clinic: Type.Object({ name: FilledLine, province: Province, timeZone: FilledLine, phone: Line }),
    administrator: Type.Object({
      lastName: FilledLine,
      firstName: FilledLine,
      username: FilledLine,
      email: Line,
      password: Type.String({ maxLength: 200 }),
      passcode: Type.String({ maxLength: 20 }),
    }),
  }),
  output: Type.Object({}),
  refusals: [
    'clinic/set-up-already',
    'clinic/time-zone-unknown',
    'secret/password-weak',
    'secret/password-common',
    'secret/passcode-weak',
    'user/username-malformed',
    'user/email-malformed',
  ],
});

/**
 * Where services are given, in the letters of British Columbia's Medical Services Plan; of a clinic there only.
 *
 * @see docs/sources.md#msp-service-location
 */
const ServiceLocation = Type.Enum(['', ...'A B C D E F G I J K L M N P Q R T U V W Z'.split(' ')]);

const Settings = {
  name: FilledLine,
  timeZone: FilledLine,
  phone: Line,
  idleLimitMinutes: Type.Integer({ minimum: 1, maximum: 1440 }),
  absoluteLimitMinutes: Type.Integer({ minimum: 5, maximum: 10_080 }),
  /** So long a hand-over can be undone; 0 for never. */
  undoHours: Type.Integer({ minimum: 0, maximum: 720 }),
  /** Nobody is booked with who is away; otherwise the absence is only shown. */
  refuseBookingAway: Type.Boolean(),
  /** So long after a hand-over a successor receives what arrives for the leaver; 0: it waits in the pool. */
  lateArrivalDays: Type.Integer({ minimum: 0, maximum: 3650 }),
  /** After so many days in the unassigned pool the administrators are told. */
  poolAlarmDays: Type.Integer({ minimum: 1, maximum: 90 }),
  passwordPolicy: PasswordPolicy,
  /** `outside`: only of visitors whose address is in none of the trusted networks. */
  passcodeAsked: Type.Enum(['always', 'outside']),
  /** In CIDR notation. */
  trustedNetworks: Type.Array(FilledLine, { maxItems: 50 }),
  /** What search, lists and pages show of a closed record: the name with a lock, or nothing. */
  closedRecords: Type.Enum(['named', 'hidden']),
  /** The same of a closed patient’s time on the schedule. */
  closedSlots: Type.Enum(['named', 'unnamed']),
  /** Whether the page of a closed record names the patient’s MRP, to be asked. */
  closedMrpNamed: Type.Boolean(),
  emergencyAccessHours: Type.Integer({ minimum: 1, maximum: 72 }),
  /** Nobody: the administrators. */
  privacyOfficerId: nullable(UserId),
};

export const ReadSettings = operation({
  name: 'clinics.read-settings',
  says: 'Read the settings of the clinic.',
  method: 'GET',
  path: '/clinic',
  input: Type.Object({}),
  output: Type.Object({
    ...Settings,
    province: Type.String(),
    /** Counts where neither the user nor the site has one. */
    serviceLocationCode: ServiceLocation,
    /** Who can be privacy officer: whoever may judge emergency access. */
    officers: Type.Array(Person),
    version: Version,
  }),
  refusals: [],
});

export const UpdateSettings = operation({
  name: 'clinics.update-settings',
  says: 'Change the settings of the clinic.',
  method: 'PUT',
  path: '/clinic',
  versioned: true,
  input: Type.Object({
    ...Settings,
    /** Left out, it stays. */
    serviceLocationCode: Type.Optional(ServiceLocation),
    version: Version,
  }),
  output: Type.Object({ version: Version }),
  refusals: [
    'clinic/time-zone-unknown',
    'clinic/network-malformed',
    'clinic/officer-not-permitted',
    'site/service-location-elsewhere',
  ],
});
