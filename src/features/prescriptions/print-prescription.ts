import { command } from '#kernel/command.ts';
import { prescriptionDocument as words } from '#web/words/prescription-document.ts';
import { PrintPrescription } from './contract.ts';
import { pdfOf } from './prescription-pdf.ts';
import { readPrescription } from './read-store.ts';
import { mayPrint } from './rules.ts';
import { clinicDay } from './store.ts';

/** Takes a signed prescription out, with its entry. What it says is read at once; the file is made while it is sent. */
export const printPrescription = command(PrintPrescription, async (tx, _actor, { prescriptionId }) => {
  const prescription = mayPrint(await readPrescription(tx, prescriptionId));
  const day = await clinicDay(tx, prescription.signedAt ?? prescription.writtenAt);
  const { patient } = prescription;
  const fileName = `${words.fileName(patient.demographicNumber, day)}.pdf`;
  const content = pdfOf({ prescription, day });
  return {
    output: { type: 'application/pdf', fileName, content },
    audit: { patientId: patient.patientId, facts: { prescriptionId, format: 'pdf' } },
  };
});
