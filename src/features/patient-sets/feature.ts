import { acceptSuggestion } from './accept-suggestion.ts';
import { dismissSuggestion } from './dismiss-suggestion.ts';
import { listSuggestions } from './list-suggestions.ts';
import type { Feature } from '#kernel/http.ts';
import { changeMembers } from './change-members.ts';
import { deleteSet } from './delete-set.ts';
import { exportSets } from './export-sets.ts';
import { keepingSets } from './keep-sets.ts';
import { keepUpToDate } from './keep-up-to-date.ts';
import { layBlock } from './lay-block.ts';
import { liftBlock } from './lift-block.ts';
import { listMembers } from './list-members.ts';
import { listPatientBlocks } from './list-patient-blocks.ts';
import { listSets } from './list-sets.ts';
import { previewSetAccess } from './preview-set-access.ts';
import { readSet } from './read-set.ts';
import { readDrift } from './read-drift.ts';
import { readSetAccess } from './read-set-access.ts';
import { renameSet } from './rename-set.ts';
import { savePatientSet } from './save-patient-set.ts';
import { tellOfBlockReview } from './tell-of-block-review.ts';
import { updateSet } from './update-set.ts';

export const patientSets: Feature = {
  commands: [
    savePatientSet,
    exportSets,
    renameSet,
    changeMembers,
    updateSet,
    keepUpToDate,
    deleteSet,
    layBlock,
    liftBlock,
    acceptSuggestion,
    dismissSuggestion,
  ],
  queries: [
    listSets,
    readSet,
    listMembers,
    readDrift,
    readSetAccess,
    previewSetAccess,
    listPatientBlocks,
    listSuggestions,
  ],
  jobs: [keepingSets(), tellOfBlockReview],
};
