import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { InvitationMade } from '#features/credentials/web/public.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { userWords } from '#web/words/users.ts';
import type { ActivateUser } from '../status-contract.ts';

interface InvitedPageProps {
  readonly name: string;
  /** What was done. */
  readonly title: string;
  readonly invitation: NonNullable<Output<typeof ActivateUser>['invitation']>;
  /** Where to go on, where that is not the list. */
  readonly next?: { readonly to: string; readonly label: string } | undefined;
}

/** What follows when a user was added or brought back with an invitation: the link is seen here and nowhere else. */
export const InvitedPage = ({ name, title, invitation, next }: InvitedPageProps) => (
  <div className="stack">
    <PageHeader title={title} crumbs={[{ to: '/admin/users', label: userWords.manageUsers }]} />
    <Notice tone="ok" title={userWords.manage.addedHow.invited(name)} />
    <InvitationMade invitation={invitation} name={name} />
    <div className="row">
      {next && (
        <Button component={Link} to={next.to}>
          {next.label}
        </Button>
      )}
      <Button component={Link} to="/admin/users" variant={next ? 'default' : 'filled'}>
        {userWords.manage.backToUsers}
      </Button>
    </div>
  </div>
);
