import type { Feature } from '#kernel/http.ts';
import { addPatient } from './add-patient.ts';
import { assignMrp } from './assign-mrp.ts';
import { exportMrpPatients } from './export-mrp-patients.ts';
import { listMrpPatients } from './list-mrp-patients.ts';
import { listMrps } from './list-mrps.ts';
import { readMrpHistory } from './read-mrp-history.ts';
import { readPatient } from './read-patient.ts';
import { searchPatients } from './search-patients.ts';
import { updatePatient } from './update-patient.ts';

export const patients: Feature = {
  commands: [readPatient, addPatient, updatePatient, assignMrp, exportMrpPatients],
  queries: [searchPatients, listMrps, listMrpPatients, readMrpHistory],
};
