import type { SiteFields } from './contract.ts';

/** A site as somebody fills the form in. */
export const fernhill: SiteFields = {
  name: ' Fernhill ',
  shortName: 'FH',
  colour: 'purple',
  address: '88 Fernhill Avenue',
  city: 'Victoria',
  province: 'BC',
  postalCode: 'V8P 1A1',
  phone: '250-555-0130',
  fax: '250-555-0170',
  facilityNumber: '00412',
  serviceLocationCode: 'L',
};
