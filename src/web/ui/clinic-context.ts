import { createContext, useContext } from 'react';
import type { Day } from './calendar.ts';

/** What every page needs of the clinic to speak of time. */
export interface ClinicTime {
  /** IANA name: `America/Edmonton`. */
  readonly timeZone: string;
  /** BCP 47: `en-CA`. */
  readonly locale: string;
  /** The clinic's today, which need not be the browser's. */
  readonly today: Day;
}

export const ClinicContext = createContext<ClinicTime | undefined>(undefined);

/** The clinic's time. Guessing it from the browser would show a wrong day, so its absence is a defect. */
export function useClinic(): ClinicTime {
  const clinic = useContext(ClinicContext);
  if (!clinic) throw new Error('No ClinicContext around this page');
  return clinic;
}
