import type { Feature } from '#kernel/http.ts';
import { copyRole } from './copy-role.ts';
import { createRole } from './create-role.ts';
import { deleteRole } from './delete-role.ts';
import { explainAccess } from './explain-access.ts';
import { exportHolders } from './export-holders.ts';
import { listHolders } from './list-holders.ts';
import { listPermissions } from './list-permissions.ts';
import { listRoles } from './list-roles.ts';
import { previewRoleChange } from './preview-role-change.ts';
import { readAccess } from './read-access.ts';
import { readRole } from './read-role.ts';
import { setSecondFactor } from './set-second-factor.ts';
import { updateRole } from './update-role.ts';

export const roles: Feature = {
  commands: [createRole, copyRole, updateRole, setSecondFactor, deleteRole, explainAccess, exportHolders],
  queries: [listRoles, readRole, listPermissions, previewRoleChange, readAccess, listHolders],
};
