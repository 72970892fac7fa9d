interface Place {
  readonly name: string;
  readonly province: string;
  readonly serviceLocationCode: string;
}

/** The code that counts at a site, and whose it is. */
export interface Counting {
  readonly site: string;
  readonly code: string;
  readonly whose: 'site' | 'clinic' | 'nobody';
}

/** Which service location code counts at each site of British Columbia for a user without one: the site's, else the clinic's. */
export const countingAt = (sites: readonly Place[], clinicCode: string): Counting[] =>
  sites
    .filter(({ province }) => province === '' || province === 'BC')
    .map(({ name, serviceLocationCode }) => ({
      site: name,
      code: serviceLocationCode || clinicCode,
      whose: serviceLocationCode ? 'site' : clinicCode ? 'clinic' : 'nobody',
    }));
