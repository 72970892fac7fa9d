import { type RawBuilder, sql } from 'kysely';
import type { ReportColumn, ReportOrder } from './contract.ts';
import { reportedStatus } from './criteria-store.ts';

/** What each column says of the patient `p`, whose MRP is the user `m`: text, empty where nothing is known. */
const values: Readonly<Record<ReportColumn, RawBuilder<unknown>>> = {
  'demographic-number': sql`p.demographic_number::text`,
  'last-name': sql`p.last_name`,
  'first-name': sql`p.first_name`,
  address: sql`p.address`,
  city: sql`p.city`,
  province: sql`p.province`,
  'postal-code': sql`p.postal_code`,
  phone: sql`p.phone`,
  'second-phone': sql`p.second_phone`,
  email: sql`p.email`,
  'birth-year': sql`coalesce(to_char(p.date_of_birth, 'YYYY'), '')`,
  'birth-month': sql`case when p.birth_precision <> 'year' then coalesce(to_char(p.date_of_birth, 'MM'), '') else '' end`,
  'birth-date': sql`coalesce(known_day(p.date_of_birth, p.birth_precision), '')`,
  'health-number': sql`p.health_number`,
  'health-version': sql`p.health_version`,
  'roster-status': sql`p.roster_status`,
  'patient-status': reportedStatus,
  'joined-on': sql`coalesce(p.joined_on::text, '')`,
  'chart-number': sql`p.chart_number`,
  'provider-number': sql`coalesce(m.user_number::text, '')`,
  'provider-name': sql`coalesce(m.last_name || ', ' || m.first_name, '')`,
  sex: sql`p.sex`,
  'ended-on': sql`coalesce(p.ended_on::text, '')`,
  'effective-on': sql`coalesce(p.health_effective_on::text, '')`,
  'pcn-indicator': sql`p.pcn_indicator`,
  'health-card-type': sql`p.health_card_type`,
  'health-renew-on': sql`coalesce(p.health_renew_on::text, '')`,
  'family-doctor': sql`p.family_doctor`,
  newsletter: sql`p.newsletter`,
};

/** The MRP of the patient `p`. */
export const withMrp = sql`left join clinic_user m on m.clinic_id = p.clinic_id and m.user_id = p.mrp_id`;

/** The cells of a row, in the order of these columns. */
export const cellsOf = (columns: readonly ReportColumn[]) =>
  sql<string[]>`array[${sql.join(columns.map((column) => values[column]))}]::text[]`;

interface Order {
  /** Text by which rows are compared, byte by byte. */
  readonly key: RawBuilder<unknown>;
  /** What must be joined to the patients for it. */
  readonly join: RawBuilder<unknown>;
}

const numeric: readonly ReportOrder[] = ['demographic-number', 'provider-number'];

/** What a report is ordered by; ties are broken by the patient's id. */
export function orderOf(orderBy: ReportOrder, seed = 0): Order {
  const join = orderBy.startsWith('provider-') ? withMrp : sql``;
  // Names as the list of patients orders them, along its index.
  if (orderBy === 'last-name') return { key: sql`p.sort_name`, join };
  if (orderBy === 'random') return { key: sql`md5(p.patient_id::text || ${String(seed)}) collate "C"`, join };
  const value = values[orderBy];
  return {
    key: numeric.includes(orderBy) ? sql`lpad(${value}, 19) collate "C"` : sql`lower(${value}) collate "C"`,
    join,
  };
}
