import type { Feature } from '#kernel/http.ts';
import { countOpenElsewhere } from './count-open-elsewhere.ts';
import { exportDraftNotes } from './export-draft-notes.ts';
import { giveNote } from './give-note.ts';
import { listDraftNotes } from './list-draft-notes.ts';
import { openChart } from './open-chart.ts';
import { passNote } from './pass-note.ts';
import { signNote } from './sign-note.ts';
import { updateNote } from './update-note.ts';
import { writeNote } from './write-note.ts';

export const charts: Feature = {
  commands: [openChart, writeNote, updateNote, signNote, giveNote, passNote, exportDraftNotes],
  queries: [countOpenElsewhere, listDraftNotes],
};
