// Half a minute, then longer and longer: a mail server that is being restarted, or is away for a night.
const PAUSES_MINUTES = [0.5, 2, 10, 60, 240, 720];

/** Minutes until a mail is tried again after so many failures; null when it is given up. */
export const againAfterMinutes = (failures: number): number | null => PAUSES_MINUTES[failures - 1] ?? null;

/** The address at which a clinic's pages are: its own host, where it has one, under the scheme and port of the server's. */
export function clinicAddress(publicUrl: string, host: string | null): string {
  const url = new URL(publicUrl);
  if (host) url.hostname = host;
  return url.href.replace(/\/$/, '');
}
