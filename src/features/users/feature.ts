import type { Feature } from '#kernel/http.ts';
import { activateUser } from './activate-user.ts';
import { addUser } from './add-user.ts';
import { changeRoles } from './change-roles.ts';
import { deleteSecurityRecord } from './delete-security-record.ts';
import { exportUsers } from './export-users.ts';
import { importUsers } from './import-users.ts';
import { listColleagues } from './list-colleagues.ts';
import { listUsers } from './list-users.ts';
import { lockUser } from './lock-user.ts';
import { previewImport } from './preview-import.ts';
import { previewRoles } from './preview-roles.ts';
import { previewSiteRemoval } from './preview-site-removal.ts';
import { readUserChoices } from './read-user-choices.ts';
import { readUser } from './read-user.ts';
import { unlockUser } from './unlock-user.ts';
import { updateUser } from './update-user.ts';

export const users: Feature = {
  commands: [
    addUser,
    updateUser,
    deleteSecurityRecord,
    lockUser,
    unlockUser,
    activateUser,
    previewImport,
    importUsers,
    exportUsers,
    changeRoles,
  ],
  queries: [listUsers, readUser, listColleagues, readUserChoices, previewRoles, previewSiteRemoval],
};
