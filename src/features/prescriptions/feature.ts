import type { Feature } from '#kernel/http.ts';
import { exportPrescriptions } from './export-prescriptions.ts';
import { cancelPrescription } from './cancel-prescription.ts';
import { givePrescription } from './give-prescription.ts';
import { listPrescriptions } from './list-prescriptions.ts';
import { openPrescriptions } from './open-prescriptions.ts';
import { printPrescription } from './print-prescription.ts';
import { readPrescriptionChoices } from './read-prescription-choices.ts';
import { readPrescription } from './read-prescription.ts';
import { signPrescription } from './sign-prescription.ts';
import { updatePrescription } from './update-prescription.ts';
import { writePrescription } from './write-prescription.ts';

export const prescriptions: Feature = {
  commands: [
    openPrescriptions,
    exportPrescriptions,
    readPrescription,
    writePrescription,
    updatePrescription,
    signPrescription,
    cancelPrescription,
    givePrescription,
    printPrescription,
  ],
  queries: [listPrescriptions, readPrescriptionChoices],
};
