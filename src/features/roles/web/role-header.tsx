import { Button } from '@mantine/core';
import { IconCopyPlus, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useMay } from '#web/session.ts';
import type { DoneState } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { roleWords } from '#web/words/roles.ts';
import type { RoleRecord } from '../contract.ts';
import { CopyRoleDialog } from './copy-role-dialog.tsx';
import { DeleteRoleDialog } from './delete-role-dialog.tsx';

interface RoleHeaderProps {
  readonly role: RoleRecord;
  /** Something is entered that leaving the page would lose. */
  readonly changed?: boolean;
}

/** Top of a role's page: what it is called, and what can be done with the whole of it. */
export function RoleHeader({ role, changed = false }: RoleHeaderProps) {
  const { state } = useLocation() as { state: Partial<DoneState> | null };
  const go = useNavigate();
  const may = useMay();
  const [open, setOpen] = useState<'copy' | 'delete'>();
  const mayDelete = role.system === null && may('roles.delete-role') && may('roles.preview-role-change');
  const close = () => setOpen(undefined);
  const leave = (to: string, says: string) => {
    const done: DoneState = { done: says };
    close();
    void go(to, { state: done });
  };
  return (
    <>
      <PageHeader
        title={role.name}
        crumbs={[{ to: '/admin/roles', label: roleWords.manage.title }]}
        lead={role.description}
        beside={role.system && <Tag icon={IconLock}>{roleWords.manage.system}</Tag>}
        actions={
          <>
            {!changed && may('roles.copy-role') && role.mayCopy && (
              <Button
                variant="default"
                leftSection={<IconCopyPlus size={16} aria-hidden />}
                onClick={() => setOpen('copy')}
              >
                {roleWords.manage.copy}
              </Button>
            )}
            {!changed && mayDelete && (
              <Button variant="default" onClick={() => setOpen('delete')}>
                {roleWords.role.delete}
              </Button>
            )}
          </>
        }
      />
      {state?.done && <Notice tone="ok" title={state.done} />}
      {open === 'copy' && (
        <CopyRoleDialog
          role={role}
          onClose={close}
          onDone={(roleId, name) => leave(`/admin/roles/${roleId}`, roleWords.copy.done(name))}
        />
      )}
      {open === 'delete' && (
        <DeleteRoleDialog
          role={role}
          onClose={close}
          onDone={(moved) => leave('/admin/roles', roleWords.remove.done(role.name, moved))}
        />
      )}
    </>
  );
}
