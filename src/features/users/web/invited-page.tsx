import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { InvitationMade } from '#features/credentials/web/public.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { userWords } from '#web/words/users.ts';
import type { ActivateUser } from '../contract.ts';

interface InvitedPageProps {
  readonly name: string;
  /** What was done. */
  readonly title: string;
  readonly invitation: NonNullable<Output<typeof ActivateUser>['invitation']>;
}

/** What follows when a user was added or brought back with an invitation: the link is seen here and nowhere else. */
export const InvitedPage = ({ name, title, invitation }: InvitedPageProps) => (
  <div className="stack">
    <PageHeader title={title} crumbs={[{ to: '/admin/users', label: userWords.manageUsers }]} />
    <Notice tone="ok" title={userWords.manage.addedHow.invited(name)} />
    <InvitationMade invitation={invitation} name={name} />
    <div>
      <Button component={Link} to="/admin/users">
        {userWords.manage.backToUsers}
      </Button>
    </div>
  </div>
);
