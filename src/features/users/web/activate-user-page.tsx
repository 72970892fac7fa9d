import { Button } from '@mantine/core';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { ReadDeparture } from '#features/handover/contract.ts';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { RefusedFace } from '#web/ui/faces.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { userWords } from '#web/words/users.ts';
import { ReadUser, ReadUserChoices } from '../contract.ts';
import { ActivateUser } from '../status-contract.ts';
import { ActivateUserForm } from './activate-user-form.tsx';
import { nameOf } from './user-draft.ts';

const words = userWords.activateUser;

/** What the user had on leaving is a proposal; without it the choice is made from nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const userId = params['userId'] as Id<'user'>;
  const [user, choices, departure] = await Promise.all([
    load(ReadUser, { userId }, request),
    load(ReadUserChoices, {}, request),
    call(ReadDeparture, { userId }, { signal: request.signal }),
  ]);
  if (!departure.ok && departure.code !== 'actor/not-permitted') {
    // oxlint-disable-next-line no-throw-literal -- React Router hands what a loader throws to the error face as it is
    throw departure;
  }
  return { user, choices, departure: (departure.ok && departure.value.departure) || undefined };
}

export const ActivateUserPage = () => (
  <Permitted operation={ActivateUser}>
    <Activate />
  </Permitted>
);

/** Activate: brings somebody back who has left. */
function Activate() {
  const { user, choices, departure } = useLoaderData<typeof loader>();
  if (user.status === 'inactive') {
    return <ActivateUserForm key={user.userId} user={user} choices={choices} departure={departure} />;
  }
  const name = nameOf(user);
  return (
    <>
      <PageHeader title={words.title(name)} crumbs={[{ to: '/admin/users', label: userWords.manageUsers }]} />
      <Panel>
        <RefusedFace
          title={words.already(name)}
          level={2}
          action={
            <Button component={Link} to={`/admin/users/${user.userId}/edit`}>
              {userWords.edit}
            </Button>
          }
        >
          {words.alreadyWhat}
        </RefusedFace>
      </Panel>
    </>
  );
}
