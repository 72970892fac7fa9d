import type { SiteColour } from '#features/sites/contract.ts';

/** What a demo clinic of a province looks like. Health numbers have the province's shape, with no valid check digit intended. */
export interface DemoProvince {
  readonly clinic: string;
  readonly timeZone: string;
  readonly areaCodes: readonly string[];
  readonly postalPrefixes: readonly string[];
  readonly cities: readonly string[];
  readonly sites: readonly {
    readonly name: string;
    readonly shortName: string;
    readonly address: string;
    readonly city: string;
    readonly colour: SiteColour;
    readonly facilityNumber: string;
    /** British Columbia's letter. */
    readonly serviceLocationCode?: string;
  }[];
  /** First digit, digits in all, letters behind. */
  /** By which insurer and college know the nth practitioner; invented, in the province's shape. */
  readonly numbersOf: (n: number) => Readonly<Record<string, string>>;
  readonly healthNumber: { readonly first: string; readonly digits: number; readonly letters: number };
}

export const demoProvinces = {
  AB: {
    clinic: 'Prairie Rose Family Clinic',
    timeZone: 'America/Edmonton',
    areaCodes: ['403', '587', '780', '825'],
    postalPrefixes: ['T2N', 'T2P', 'T3A', 'T3B'],
    cities: ['Calgary', 'Airdrie', 'Cochrane', 'Okotoks'],
    sites: [
      {
        name: 'Prairie Rose',
        shortName: 'PR',
        address: '410 Kensington Road NW',
        city: 'Calgary',
        colour: 'teal',
        facilityNumber: '84120',
      },
      {
        name: 'Elbow Park',
        shortName: 'EP',
        address: '28 Sifton Boulevard SW',
        city: 'Calgary',
        colour: 'purple',
        facilityNumber: '84157',
      },
      {
        name: 'Nose Creek',
        shortName: 'NC',
        address: '1204 Main Street',
        city: 'Airdrie',
        colour: 'brown',
        facilityNumber: '84194',
      },
    ],
    numbersOf: (n) => ({
      'ab.billing-number': String(700_100_000 + 137 * n),
      'ab.ba-number': '0044120',
      'ab.skill-code': 'GP',
      'ab.cpsid': String(21_400 + n),
      'ab.e-delivery-ids': `ED${5200 + n}`,
    }),
    healthNumber: { first: '', digits: 9, letters: 0 },
  },
  BC: {
    clinic: 'Alder Point Family Clinic',
    timeZone: 'America/Vancouver',
    areaCodes: ['250', '236', '604', '778'],
    postalPrefixes: ['V8V', 'V8P', 'V9A', 'V9B'],
    cities: ['Victoria', 'Saanich', 'Langford', 'Sidney'],
    sites: [
      {
        name: 'Alder Point',
        shortName: 'AP',
        address: '1180 Quadra Street',
        city: 'Victoria',
        colour: 'teal',
        facilityNumber: '00412',
        serviceLocationCode: 'L',
      },
      {
        name: 'Fernhill',
        shortName: 'FH',
        address: '3655 Shelbourne Street',
        city: 'Saanich',
        colour: 'purple',
        facilityNumber: '00431',
        serviceLocationCode: 'L',
      },
      {
        name: 'Quay Street',
        shortName: 'QS',
        address: '9 Quay Street',
        city: 'Sidney',
        colour: 'brown',
        facilityNumber: '00450',
        serviceLocationCode: 'W',
      },
    ],
    numbersOf: (n) => ({
      'bc.billing-number': `J4${400 + n}`,
      'bc.payee-number': 'T0182',
      'bc.cpsid': String(31_700 + n),
    }),
    healthNumber: { first: '9', digits: 10, letters: 0 },
  },
  ON: {
    clinic: 'Credit River Health Centre',
    timeZone: 'America/Toronto',
    areaCodes: ['416', '647', '905', '289'],
    postalPrefixes: ['L5B', 'L5M', 'M5V', 'M4Y'],
    cities: ['Mississauga', 'Toronto', 'Brampton', 'Oakville'],
    sites: [
      {
        name: 'Credit River',
        shortName: 'CR',
        address: '55 City Centre Drive',
        city: 'Mississauga',
        colour: 'teal',
        facilityNumber: '6120',
      },
      {
        name: 'Harbour',
        shortName: 'HB',
        address: '200 Queens Quay West',
        city: 'Toronto',
        colour: 'purple',
        facilityNumber: '6163',
      },
      {
        name: 'Streetsville',
        shortName: 'SV',
        address: '142 Queen Street South',
        city: 'Mississauga',
        colour: 'brown',
        facilityNumber: '6206',
      },
    ],
    numbersOf: (n) => ({
      'on.billing-number': String(410_200 + 7 * n),
      'on.group-number': 'AB12',
      'on.service-location-indicator': 'OFF',
      'on.cpsid': String(88_300 + n),
      'on.lifelabs-client-id': `LL${3300 + n}`,
    }),
    healthNumber: { first: '', digits: 10, letters: 2 },
  },
  SK: {
    clinic: 'Wascana Family Clinic',
    timeZone: 'America/Regina',
    areaCodes: ['306', '639'],
    postalPrefixes: ['S4P', 'S4S', 'S4N', 'S4R'],
    cities: ['Regina', 'Moose Jaw', 'Lumsden', 'White City'],
    sites: [
      {
        name: 'Wascana',
        shortName: 'WA',
        address: '2100 Broad Street',
        city: 'Regina',
        colour: 'teal',
        facilityNumber: '4101',
      },
      {
        name: 'Lakeview',
        shortName: 'LV',
        address: '18 Hill Avenue',
        city: 'Regina',
        colour: 'purple',
        facilityNumber: '4102',
      },
      {
        name: 'Moose Jaw',
        shortName: 'MJ',
        address: '301 Main Street North',
        city: 'Moose Jaw',
        colour: 'olive',
        facilityNumber: '4103',
      },
    ],
    numbersOf: (n) => ({
      'sk.billing-number': String(1200 + n),
      'sk.mode': '1',
      'sk.location': '1',
      'sk.cpsid': String(9100 + n),
    }),
    healthNumber: { first: '', digits: 9, letters: 0 },
  },
} as const satisfies Record<string, DemoProvince>;

export type DemoProvinceCode = keyof typeof demoProvinces;
