import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { FilledLine, Instant, Line, nullable, Person, SiteId, Version } from '#kernel/schema.ts';

/** The colours that a site can have on the schedule and on tags; `src/web/ui/site-tag.module.css` gives each its words and its ground. */
export const siteColours = ['teal', 'blue', 'indigo', 'purple', 'pink', 'brown', 'olive', 'grey'] as const;
export type SiteColour = (typeof siteColours)[number];
export const SiteColour = Type.Enum([...siteColours]);

/**
 * Where a service is given, in the letters of British Columbia's Medical Services Plan.
 *
 * @see docs/sources.md#msp-service-location
 */
export const serviceLocations = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'G',
  'I',
  'J',
  'K',
  'L',
  'M',
  'N',
  'P',
  'Q',
  'R',
  'T',
  'U',
  'V',
  'W',
  'Z',
] as const;

/** Most characters of a short name: what fits on a card of the schedule. */
export const SHORT_NAME_LENGTH = 8;

const Fields = {
  name: FilledLine,
  shortName: Type.String({
    minLength: 1,
    maxLength: SHORT_NAME_LENGTH,
    pattern: '^[^\\x00-\\x1f]*\\S[^\\x00-\\x1f]*$',
  }),
  colour: SiteColour,
  address: Line,
  city: Line,
  province: Line,
  postalCode: Line,
  phone: Line,
  fax: Line,
  facilityNumber: Line,
  /** Empty, or one of British Columbia's letters at a site that lies there. */
  serviceLocationCode: Type.Enum(['', ...serviceLocations]),
};
/** A site that users can be assigned to. */
export const SiteChoice = Type.Object({
  siteId: SiteId,
  name: Type.String(),
  shortName: Type.String(),
  colour: SiteColour,
  /** Street, then city with province and postal code: what the site prints on letters, like phone and fax. */
  address: Type.String(),
  city: Type.String(),
  province: Type.String(),
  phone: Type.String(),
  fax: Type.String(),
  serviceLocationCode: Type.String(),
});

const SiteFields = Type.Object(Fields);
export type SiteFields = Static<typeof SiteFields>;

const Site = Type.Object({
  siteId: SiteId,
  ...Fields,
  /** Set-up finds none in a clinic's name without letters. */
  shortName: Type.String(),
  /** Null while it is open. */
  closedAt: nullable(Instant),
  /** How many users are assigned to it. */
  users: Type.Integer(),
  version: Version,
});
export type Site = Static<typeof Site>;

export const ListSites = operation({
  name: 'sites.list-sites',
  says: 'See every site of the clinic, also closed ones.',
  method: 'GET',
  path: '/sites',
  input: Type.Object({}),
  output: Type.Object({ sites: Type.Array(Site) }),
  refusals: [],
});

export const ReadSite = operation({
  name: 'sites.read-site',
  says: 'Look at one site with its address and numbers.',
  method: 'GET',
  path: '/sites/{siteId}',
  input: Type.Object({ siteId: SiteId }),
  output: Site,
  refusals: ['site/not-found'],
});

export const AddSite = operation({
  name: 'sites.add-site',
  says: 'Add a site to the clinic.',
  method: 'POST',
  path: '/sites',
  input: SiteFields,
  output: Type.Object({ siteId: SiteId }),
  refusals: ['site/name-taken', 'site/short-name-taken', 'site/service-location-elsewhere'],
});

export const UpdateSite = operation({
  name: 'sites.update-site',
  says: 'Change a site’s name, colour, address and numbers.',
  method: 'PUT',
  path: '/sites/{siteId}',
  versioned: true,
  input: Type.Object({ siteId: SiteId, ...Fields, version: Version }),
  output: Type.Object({ siteId: SiteId, version: Version }),
  refusals: ['site/not-found', 'site/name-taken', 'site/short-name-taken', 'site/service-location-elsewhere'],
});

/** Appointments to come with one provider at one site. */
const ToCome = Type.Object({
  provider: nullable(Person),
  appointments: Type.Integer(),
  first: Instant,
  last: Instant,
  /** The other open sites at which this provider is assigned, and so can have them. */
  siteIds: Type.Array(SiteId),
});
export type ToCome = Static<typeof ToCome>;

export const PreviewClosing = operation({
  name: 'sites.preview-closing',
  says: 'See what stands against closing a site, and who is assigned to it.',
  method: 'GET',
  path: '/sites/{siteId}/closing',
  input: Type.Object({ siteId: SiteId }),
  output: Type.Object({
    siteId: SiteId,
    name: Type.String(),
    /** Patients closed to the caller are counted too. */
    toCome: Type.Array(ToCome),
    /** Whose assignment ends with the site. */
    users: Type.Array(Type.Object({ ...Person.properties, elsewhere: Type.Boolean() })),
    /** The open sites besides this one; without any, it cannot be closed. */
    others: Type.Array(Type.Object({ siteId: SiteId, name: Type.String() })),
  }),
  refusals: ['site/not-found', 'site/already-closed'],
});
export type Closing = Static<typeof PreviewClosing.output>;

export const MoveAppointments = operation({
  name: 'sites.move-appointments',
  says: 'Move all appointments to come from one site to another, with the same providers at the same times.',
  method: 'POST',
  path: '/sites/{siteId}/appointments-to-come',
  patienceSeconds: 120,
  input: Type.Object({ siteId: SiteId, toSiteId: SiteId }),
  output: Type.Object({ moved: Type.Integer() }),
  refusals: ['site/not-found', 'site/already-closed', 'site/move-to-itself', 'site/nothing-moves'],
});

export const CloseSite = operation({
  name: 'sites.close-site',
  says: 'Close a site, which ends its users’ assignments to it.',
  method: 'PUT',
  path: '/sites/{siteId}/closing',
  patienceSeconds: 120,
  input: Type.Object({ siteId: SiteId }),
  output: Type.Object({ siteId: SiteId }),
  refusals: ['site/not-found', 'site/already-closed', 'site/last-open', 'site/appointments-left'],
});

export const OpenSite = operation({
  name: 'sites.open-site',
  says: 'Open a closed site again, with nobody assigned to it.',
  method: 'DELETE',
  path: '/sites/{siteId}/closing',
  input: Type.Object({ siteId: SiteId }),
  output: Type.Object({ siteId: SiteId }),
  refusals: ['site/not-found', 'site/already-open', 'site/name-taken', 'site/short-name-taken'],
});
