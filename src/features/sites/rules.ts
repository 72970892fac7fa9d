import { Refusal } from '#kernel/refusal.ts';
import type { SiteFields } from './contract.ts';

/** What must be known before somebody acts at a site. */
export interface Standing {
  /** A site of the clinic that has not been closed. */
  readonly open: boolean;
  readonly assigned: boolean;
}

/**
 * Decides whether a user may act at a site: book there, prescribe or refer under its address.
 * Only where they are assigned; what others do there may be looked at.
 *
 * @throws {Refusal} `site/not-found`, `site/not-yours`.
 */
export function mayActAt({ open, assigned }: Standing): void {
  if (!open) throw new Refusal('site/not-found');
  if (!assigned) throw new Refusal('site/not-yours');
}

/**
 * Decides whether somebody else may be given what is done at a site.
 *
 * @throws {Refusal} `work/holder-not-at-site`.
 */
export function mayHoldAt({ assigned }: Standing): void {
  if (!assigned) throw new Refusal('work/holder-not-at-site');
}

/**
 * Makes sure that British Columbia's letters stand at sites and clinics of British Columbia only.
 *
 * @throws {Refusal} `site/service-location-elsewhere`.
 */
export function checkServiceLocation({
  province,
  serviceLocationCode,
}: Readonly<Record<'province' | 'serviceLocationCode', string>>): void {
  if (serviceLocationCode && province.trim() !== 'BC') throw new Refusal('site/service-location-elsewhere');
}

/** What must be known before a site can be closed. */
export interface Closable {
  readonly othersOpen: number;
  readonly appointmentsToCome: number;
}

/**
 * Decides whether an open site can be closed: a clinic has always one, and nobody is booked where there is no site.
 *
 * @throws {Refusal} `site/last-open`, `site/appointments-left`.
 */
export function mayClose({ othersOpen, appointmentsToCome }: Closable): void {
  if (othersOpen < 1) throw new Refusal('site/last-open');
  if (appointmentsToCome > 0) throw new Refusal('site/appointments-left', { appointments: appointmentsToCome });
}

/**
 * Makes sure that there is a site and that it is open.
 *
 * @throws {Refusal} `site/not-found`, `site/already-closed`.
 */
export function openOrRefuse<S extends { readonly closedAt: string | null }>(site: S | undefined): S {
  if (!site) throw new Refusal('site/not-found');
  if (site.closedAt !== null) throw new Refusal('site/already-closed');
  return site;
}

/** A site's fields, as the audit log keeps them and as its page begins. */
export const recorded = (fields: SiteFields): SiteFields => ({
  name: fields.name.trim(),
  shortName: fields.shortName.trim(),
  colour: fields.colour,
  address: fields.address.trim(),
  city: fields.city.trim(),
  province: fields.province.trim(),
  postalCode: fields.postalCode.trim(),
  phone: fields.phone.trim(),
  fax: fields.fax.trim(),
  facilityNumber: fields.facilityNumber.trim(),
  serviceLocationCode: fields.serviceLocationCode,
});
