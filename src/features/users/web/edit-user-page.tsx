import { Button } from '@mantine/core';
import { type LoaderFunctionArgs, Link, useLoaderData } from 'react-router';
import { load } from '#web/load.ts';
import { RefusedFace } from '#web/ui/faces.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { userWords } from '#web/words/users.ts';
import type { Id } from '#kernel/brand.ts';
import { ReadUser, ReadUserChoices, UpdateUser } from '../contract.ts';
import { EditUserForm } from './edit-user-form.tsx';
import { nameOf } from './user-draft.ts';

const words = userWords.form;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const userId = params['userId'] as Id<'user'>;
  const [user, choices] = await Promise.all([load(ReadUser, { userId }, request), load(ReadUserChoices, {}, request)]);
  return { user, choices };
}

export const EditUserPage = () => (
  <Permitted operation={UpdateUser}>
    <EditUser />
  </Permitted>
);

/** Edit, for whoever still works here; somebody who has left is activated first. */
function EditUser() {
  const { user, choices } = useLoaderData<typeof loader>();
  if (user.status !== 'inactive') return <EditUserForm key={user.userId} user={user} choices={choices} />;
  const name = nameOf(user);
  return (
    <>
      <PageHeader title={words.editTitle(name)} crumbs={[{ to: '/admin/users', label: userWords.manageUsers }]} />
      <Panel>
        <RefusedFace
          title={userWords.record.left(name)}
          level={2}
          action={
            <Button component={Link} to={`/admin/users/${user.userId}/activate`}>
              {userWords.activate}
            </Button>
          }
        >
          {words.activateFirst}
        </RefusedFace>
      </Panel>
    </>
  );
}
