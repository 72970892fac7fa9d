import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { ListPermissions, ReadRole } from '../contract.ts';
import { EditRoleForm } from './edit-role-form.tsx';
import { RoleView } from './role-view.tsx';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const roleId = params['roleId'] as Id<'role'>;
  const after = new URL(request.url).searchParams.get('after') ?? undefined;
  const [role, { permissions }] = await Promise.all([
    load(ReadRole, { roleId, ...(after ? { after } : {}) }, request),
    load(ListPermissions, {}, request),
  ]);
  return { role, choices: permissions, later: after !== undefined };
}

/** Details of a role: to be changed where it is the clinic's own, to be looked at where it comes with the clinic. */
export function RolePage() {
  const { role, choices, later } = useLoaderData<typeof loader>();
  const may = useMay();
  return role.system === null && may('roles.update-role') && may('roles.preview-role-change') ? (
    <EditRoleForm key={role.roleId} role={role} choices={choices} later={later} />
  ) : (
    <RoleView role={role} later={later} />
  );
}
