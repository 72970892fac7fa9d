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
import { type EditFrom, fromManageUsers, fromProviderRecords } from './edit-from.ts';
import { EditUserForm } from './edit-user-form.tsx';
import { nameOf } from './user-draft.ts';

const words = userWords.form;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const userId = params['userId'] as Id<'user'>;
  const [user, choices] = await Promise.all([load(ReadUser, { userId }, request), load(ReadUserChoices, {}, request)]);
  return { user, choices };
}

/** For whoever still works here; somebody who has left is activated first. */
function EditUser({ from }: { readonly from: EditFrom }) {
  const { user, choices } = useLoaderData<typeof loader>();
  if (user.status !== 'inactive') return <EditUserForm key={user.userId} user={user} choices={choices} from={from} />;
  const name = nameOf(user);
  return (
    <>
      <PageHeader title={words.editTitle(name)} crumbs={[from]} />
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

/** Edit, reached from Manage Users. */
export const EditUserPage = () => (
  <Permitted operation={UpdateUser}>
    <EditUser from={fromManageUsers} />
  </Permitted>
);

/** The same record, reached from Search/Edit/Delete Provider Records. */
export const EditProviderRecordPage = () => (
  <Permitted operation={UpdateUser}>
    <EditUser from={fromProviderRecords} />
  </Permitted>
);
