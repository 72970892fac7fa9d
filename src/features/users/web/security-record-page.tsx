import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate, useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { load } from '#web/load.ts';
import { useMay, useSession } from '#web/session.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { userRecordWords } from '#web/words/user-records.ts';
import { userWords } from '#web/words/users.ts';
import { ReadUser, type UserRecord } from '../contract.ts';
import { DeleteRecordDialog } from './delete-record-dialog.tsx';
import type { DoneState } from './done-notice.tsx';
import { Fact } from './fact.tsx';
import { SetCredentialsDialog } from './set-credentials-dialog.tsx';
import { nameOf } from './user-draft.ts';
import css from './user-record.module.css';

const words = userRecordWords.records.security;
const list = { to: '/admin/security-records', label: words.title };

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(ReadUser, { userId: params['userId'] as Id<'user'> }, request);

function Record({ user }: { readonly user: UserRecord }) {
  const own = useSession().userId === user.userId;
  const may = useMay();
  const go = useNavigate();
  const { revalidate } = useRevalidator();
  const [open, setOpen] = useState<'delete' | 'credentials'>();
  const [said, setSaid] = useState<string>();
  const name = nameOf(user);
  const deleted = () => {
    const text = user.status === 'inactive' ? '' : words.deletedNext;
    const state: DoneState = { saved: true, done: { title: words.deleted(name), text } };
    void go(list.to, { state });
  };
  const changed = async () => {
    setOpen(undefined);
    setSaid(userWords.record.credentialsSet(name));
    await revalidate();
  };
  return (
    <>
      {said && <Notice tone="ok" title={said} />}
      <Panel title={words.of(name)}>
        <div className="stack">
          <dl className={css.facts}>
            <Fact label={userWords.form.username}>{user.username}</Fact>
            <Fact label={userWords.form.email}>{user.email}</Fact>
            <Fact label={userWords.record.lastSignIn}>
              {user.lastSignInAt ? <TimeText instant={user.lastSignInAt} /> : userWords.record.never}
            </Fact>
          </dl>
          {own && <p className="small dim">{words.own}</p>}
          <div className="row">
            {may('users.set-credentials') && user.status !== 'inactive' && (
              <Button variant="default" onClick={() => setOpen('credentials')}>
                {userWords.record.credentials}
              </Button>
            )}
            {may('users.delete-security-record') && !own && (
              <Button color="brick" onClick={() => setOpen('delete')}>
                {words.delete}
              </Button>
            )}
          </div>
        </div>
      </Panel>
      {open === 'delete' && <DeleteRecordDialog user={user} onClose={() => setOpen(undefined)} onDone={deleted} />}
      {open === 'credentials' && (
        <SetCredentialsDialog user={user} onClose={() => setOpen(undefined)} onDone={() => void changed()} />
      )}
    </>
  );
}

/** Update a Security Record: what somebody signs in with, and its end. */
export function SecurityRecordPage() {
  const user = useLoaderData<typeof loader>();
  const name = nameOf(user);
  const has = user.username !== null || user.email !== null;
  return (
    <div className="stack">
      <PageHeader title={words.update} crumbs={[list]} lead={name} beside={<StatusBadge status={user.status} />} />
      {has ? (
        <Record user={user} />
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
