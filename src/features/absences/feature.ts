import type { Feature } from '#kernel/http.ts';
import { addAbsence } from './add-absence.ts';
import { addOwnAbsence } from './add-own-absence.ts';
import { endAbsence } from './end-absence.ts';
import { endOwnAbsence } from './end-own-absence.ts';
import { exportAbsences } from './export-absences.ts';
import { listAbsences } from './list-absences.ts';
import { listOwnAbsences } from './list-own-absences.ts';
import { previewAbsence } from './preview-absence.ts';
import { previewOwnAbsence } from './preview-own-absence.ts';
import { readAbsence } from './read-absence.ts';
import { updateAbsence } from './update-absence.ts';
import { updateOwnAbsence } from './update-own-absence.ts';

export const absences: Feature = {
  commands: [addAbsence, updateAbsence, endAbsence, addOwnAbsence, updateOwnAbsence, endOwnAbsence],
  queries: [listAbsences, readAbsence, exportAbsences, listOwnAbsences, previewAbsence, previewOwnAbsence],
};
