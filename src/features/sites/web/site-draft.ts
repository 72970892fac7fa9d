import type { Difference } from '#web/ui/both-versions.tsx';
import { siteWords } from '#web/words/sites.ts';
import type { SiteFields } from '../contract.ts';

const words = siteWords.form;

/** In the order of the page, by the label each has there. */
const labels = {
  name: words.name,
  shortName: words.shortName,
  colour: words.colour,
  address: words.address,
  city: words.city,
  province: words.province,
  postalCode: words.postalCode,
  phone: words.phone,
  fax: words.fax,
  facilityNumber: words.facilityNumber,
  serviceLocationCode: words.serviceLocationCode,
} as const satisfies Record<keyof SiteFields, string>;
export type Field = keyof SiteFields;
const fields = Object.keys(labels) as Field[];

export const emptyDraft = (province: string): SiteFields => ({
  name: '',
  shortName: '',
  colour: 'teal',
  address: '',
  city: '',
  province,
  postalCode: '',
  phone: '',
  fax: '',
  facilityNumber: '',
  serviceLocationCode: '',
});

/** A site in another province has no letter of British Columbia's. */
export const inProvince = (province: string): Partial<SiteFields> =>
  province === 'BC' ? { province } : { province, serviceLocationCode: '' };

/** The fields in which two drafts differ, in the order of the page. */
export const changedFields = (a: SiteFields, b: SiteFields): Field[] =>
  fields.filter((field) => a[field].trim() !== b[field].trim());

export const labelOf = (field: Field): string => labels[field];

/** `L, Family practice with patients of its own`. */
export const serviceLocationOf = (code: SiteFields['serviceLocationCode']): string =>
  code === '' ? words.noServiceLocation : `${code}, ${siteWords.serviceLocations[code]}`;

const said = (draft: SiteFields, field: Field): string => {
  if (field === 'colour') return siteWords.colours[draft.colour];
  return field === 'serviceLocationCode' ? serviceLocationOf(draft.serviceLocationCode) : draft[field];
};

interface Versions {
  /** What the form began with. */
  readonly base: SiteFields;
  readonly mine: SiteFields;
  readonly theirs: SiteFields;
}

/** Both versions, field by field, where they differ, as the page says them. */
export const differences = ({ base, mine, theirs }: Versions): Difference<Field>[] =>
  changedFields(mine, theirs).map((field) => ({
    field,
    label: labels[field],
    mine: said(mine, field),
    theirs: said(theirs, field),
    proposed: theirs[field].trim() === base[field].trim() ? 'mine' : 'theirs',
  }));

/** What is saved by now, with those fields of mine that are to stand. */
export const merged = (mine: SiteFields, theirs: SiteFields, ofMine: readonly Field[]): SiteFields => ({
  ...theirs,
  ...Object.fromEntries(ofMine.map((field) => [field, mine[field]])),
});
