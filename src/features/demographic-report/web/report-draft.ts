import type { Id } from '#kernel/brand.ts';
import { isDay } from '#web/ui/calendar.ts';
import type { AgeComparison, Asked, Criteria, ReportColumn, ReportOrder } from '../contract.ts';

/** The report as its form holds it; what is not asked for is empty. */
export interface ReportDraft {
  readonly columns: readonly ReportColumn[];
  readonly comparison: AgeComparison | '';
  readonly from: string;
  readonly to: string;
  readonly style: 'exact' | 'year';
  readonly asOf: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly postalCode: string;
  readonly sexes: NonNullable<Criteria['sexes']>;
  readonly rosterStatuses: NonNullable<Criteria['rosterStatuses']>;
  readonly patientStatuses: NonNullable<Criteria['patientStatuses']>;
  /** Empty stands for none. */
  readonly providerIds: readonly string[];
  readonly siteIds: readonly string[];
  readonly visitBefore: string;
  readonly visitAfter: string;
  readonly demographicIds: string;
  readonly orderBy: ReportOrder;
  readonly limit: string;
}

/** What most reports show. */
export const usualColumns: readonly ReportColumn[] = [
  'demographic-number',
  'last-name',
  'first-name',
  'birth-date',
  'phone',
];
/** The limits of the guide. */
export const limits = ['', '10', '50', '100', '150', '200', '250', '300'] as const;

export const emptyReport: ReportDraft = {
  columns: usualColumns,
  comparison: '',
  from: '',
  to: '',
  style: 'exact',
  asOf: '',
  lastName: '',
  firstName: '',
  postalCode: '',
  sexes: [],
  rosterStatuses: [],
  patientStatuses: [],
  providerIds: [],
  siteIds: [],
  visitBefore: '',
  visitAfter: '',
  demographicIds: '',
  orderBy: 'last-name',
  limit: '',
};

export const isBetween = (comparison: ReportDraft['comparison']): boolean => comparison.startsWith('between');

const ids = <Of extends string>(chosen: readonly string[]) => chosen.map((id) => (id === '' ? null : (id as Id<Of>)));
const some = <T>(of: readonly T[]): [...T[]] | undefined => (of.length > 0 ? [...of] : undefined);
/** Leaves out what asks for nothing. */
const given = <T extends object>(all: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== '')) as never;

function ageOf({ comparison, from, to, style, asOf }: ReportDraft): Criteria['age'] {
  if (comparison === '') return undefined;
  return { comparison, from, style, ...(isBetween(comparison) ? { to } : {}), ...(isDay(asOf) ? { asOf } : {}) };
}

function criteriaOf(draft: ReportDraft): Criteria {
  const { visitBefore, visitAfter } = draft;
  const lastVisit = given({ before: visitBefore, after: visitAfter });
  return given({
    age: ageOf(draft),
    lastName: draft.lastName.trim(),
    firstName: draft.firstName.trim(),
    postalCode: draft.postalCode.trim(),
    sexes: some(draft.sexes),
    rosterStatuses: some(draft.rosterStatuses),
    patientStatuses: some(draft.patientStatuses),
    providerIds: some(ids<'user'>(draft.providerIds)),
    siteIds: some(ids<'site'>(draft.siteIds)),
    lastVisit: Object.keys(lastVisit).length > 0 ? lastVisit : undefined,
    demographicIds: draft.demographicIds.trim(),
  });
}

/** What the form asks for; `seed` makes one random order of many. */
export const askedBy = (draft: ReportDraft, seed: number): Asked => ({
  columns: [...draft.columns],
  criteria: criteriaOf(draft),
  orderBy: draft.orderBy,
  ...(draft.orderBy === 'random' ? { seed } : {}),
  ...(draft.limit ? { limit: Number(draft.limit) } : {}),
});

/** The form of what was asked for. */
export const draftOf = ({ columns, criteria, orderBy, limit }: Asked): ReportDraft => ({
  ...emptyReport,
  columns,
  orderBy,
  limit: limit === undefined ? '' : String(limit),
  comparison: criteria.age?.comparison ?? '',
  from: criteria.age?.from ?? '',
  to: criteria.age?.to ?? '',
  style: criteria.age?.style ?? 'exact',
  asOf: criteria.age?.asOf ?? '',
  lastName: criteria.lastName ?? '',
  firstName: criteria.firstName ?? '',
  postalCode: criteria.postalCode ?? '',
  sexes: criteria.sexes ?? [],
  rosterStatuses: criteria.rosterStatuses ?? [],
  patientStatuses: criteria.patientStatuses ?? [],
  providerIds: (criteria.providerIds ?? []).map((id) => id ?? ''),
  siteIds: (criteria.siteIds ?? []).map((id) => id ?? ''),
  visitBefore: criteria.lastVisit?.before ?? '',
  visitAfter: criteria.lastVisit?.after ?? '',
  demographicIds: criteria.demographicIds ?? '',
});
