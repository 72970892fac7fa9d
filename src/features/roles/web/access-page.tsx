import { Button } from '@mantine/core';
import { Link, type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { ReadSession } from '#features/sign-in/contract.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { roleWords } from '#web/words/roles.ts';
import { userWords } from '#web/words/users.ts';
import { ReadAccess } from '../access-contract.ts';
import { ListPermissions } from '../contract.ts';
import { AccessTable } from './access-table.tsx';
import { AsOfBar } from './as-of-bar.tsx';
import { asOfOf, searchOf } from './as-of.ts';
import { AskPanel } from './ask-panel.tsx';

const words = roleWords.access;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const userId = params['userId'] as Id<'user'>;
  const asOf = asOfOf(new URL(request.url).searchParams);
  const [access, { permissions }] = await Promise.all([
    load(ReadAccess, { userId, ...asOf }, request),
    load(ListPermissions, {}, request),
  ]);
  return { access, choices: permissions, asOf };
}

/** Effective Access without anybody named begins with oneself. */
export async function ownAccess({ request }: LoaderFunctionArgs) {
  const { userId } = await load(ReadSession, {}, request);
  return redirect(`/admin/users/${userId}/access`);
}

/** Effective Access: everything a user can do and through which role, and why or why not, now or at a past moment. */
export function AccessPage() {
  const { access, choices, asOf } = useLoaderData<typeof loader>();
  const may = useMay();
  const { userId, name, status, recordedSince } = access;
  const past = asOf.day !== undefined;
  const shown = `${userId}${searchOf(asOf)}`;
  return (
    <div className="stack">
      <PageHeader
        title={past ? words.titleThen(name) : words.title(name)}
        lead={words.lead}
        crumbs={[
          ...(may('users.list-users') ? [{ to: '/admin/users', label: userWords.manageUsers }] : []),
          ...(may('users.read-user') ? [{ to: `/admin/users/${userId}`, label: name }] : []),
        ]}
        beside={<StatusBadge status={status} />}
        actions={
          may('reach.read-reach') && (
            <Button variant="default" component={Link} to={`/admin/users/${userId}/reach${searchOf(asOf)}`}>
              {words.reach}
            </Button>
          )
        }
      />
      <AsOfBar key={`as-of ${shown}`} asOf={asOf} recordedSince={recordedSince} />
      {status === 'locked' && <Notice tone="warn" title={past ? words.lockedThen(name) : words.locked(name)} />}
      {may('roles.explain-access') && <AskPanel key={`ask ${shown}`} access={access} choices={choices} asOf={asOf} />}
      <AccessTable key={`table ${shown}`} access={access} asOf={asOf} />
    </div>
  );
}
