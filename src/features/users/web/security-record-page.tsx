import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate, useRevalidator } from 'react-router';
import { ReadCredentials } from '#features/credentials/contract.ts';
import { LoginPanel } from '#features/credentials/web/public.tsx';
import type { Id } from '#kernel/brand.ts';
import type { Output } from '#kernel/contract.ts';
import { load } from '#web/load.ts';
import { useMay, useSession } from '#web/session.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { userRecordWords } from '#web/words/user-records.ts';
import { userWords } from '#web/words/users.ts';
import { ReadUser, type UserRecord } from '../contract.ts';
import { DeleteRecordDialog } from './delete-record-dialog.tsx';
import type { DoneState } from './done-notice.tsx';
import { nameOf } from './user-draft.ts';

const words = userRecordWords.records.security;
const list = { to: '/admin/security-records', label: words.title };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const userId = params['userId'] as Id<'user'>;
  const [user, login] = await Promise.all([
    load(ReadUser, { userId }, request),
    load(ReadCredentials, { userId }, request),
  ]);
  return { user, login };
}

interface RecordProps {
  readonly user: UserRecord;
  readonly login: Output<typeof ReadCredentials>;
}

function Record({ user, login }: RecordProps) {
  const own = useSession().userId === user.userId;
  const may = useMay();
  const go = useNavigate();
  const { revalidate } = useRevalidator();
  const [deleting, setDeleting] = useState(false);
  const name = nameOf(user);
  const deleted = () => {
    const text = user.status === 'inactive' ? '' : words.deletedNext;
    const state: DoneState = { done: { title: words.deleted(name), text } };
    void go(list.to, { state });
  };
  return (
    <>
      <LoginPanel
        title={words.of(name)}
        user={user}
        said={login}
        onChanged={revalidate}
        readOnly={user.status === 'inactive'}
      />
      {own && <p className="small dim">{words.own}</p>}
      {may('users.delete-security-record') && !own && (
        <div className="row">
          <Button color="brick" onClick={() => setDeleting(true)}>
            {words.delete}
          </Button>
        </div>
      )}
      {deleting && <DeleteRecordDialog user={user} onClose={() => setDeleting(false)} onDone={deleted} />}
    </>
  );
}

/** Update a Security Record: what somebody signs in with, and its end. */
export function SecurityRecordPage() {
  const { user, login } = useLoaderData<typeof loader>();
  const name = nameOf(user);
  return (
    <div className="stack">
      <PageHeader title={words.update} crumbs={[list]} lead={name} beside={<StatusBadge status={user.status} />} />
      {login.credentials ? (
        <Record user={user} login={login} />
      ) : (
        <Panel>
          <EmptyFace
            level={2}
            title={words.none(name)}
            action={
              <Button variant="default" component={Link} to={`/admin/users/${user.userId}`}>
                {userWords.manage.viewNamed(name)}
              </Button>
            }
          >
            {words.noneWhy}
          </EmptyFace>
        </Panel>
      )}
    </div>
  );
}
