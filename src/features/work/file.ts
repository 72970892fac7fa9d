import type { PatientNamed } from './contract.ts';

/** Whom a line of a file is about, in three cells: number, last name, first name. Some work is about nobody. */
export const numberedName = (patient: PatientNamed | null): readonly (string | number)[] =>
  patient ? [patient.demographicNumber, patient.lastName, patient.firstName] : ['', '', ''];
