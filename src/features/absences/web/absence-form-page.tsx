import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { useColleagues } from '#web/colleagues.ts';
import { load } from '#web/load.ts';
import { newKey } from '#web/new-key.ts';
import { Panel } from '#web/ui/panel.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { absenceWords } from '#web/words/absences.ts';
import { AddAbsence, ReadAbsence, UpdateAbsence } from '../contract.ts';
import { chosenIn, sentOf } from './absence-draft.ts';
import { AbsenceForm } from './absence-form.tsx';

const words = absenceWords.form;
const back = { to: '/admin/absences', label: absenceWords.list.title };

/** Somebody will be away: who, when, and who covers. The address may have chosen some of it: `?user=`, `from=`, `reason=`. */
export const AddAbsencePage = () => (
  <Permitted operation={AddAbsence}>
    <AddForm />
  </Permitted>
);

function AddForm() {
  const [search] = useSearchParams();
  const [chosen, setChosen] = useState<string | null>(search.get('user'));
  const { colleagues = [] } = useColleagues();
  // One name for the whole page: a try whose answer was lost and the next one are the same request.
  const [key] = useState(newKey);
  const user = colleagues.find(({ userId }) => userId === chosen);
  const userId = user?.userId ?? null;
  return (
    <AbsenceForm
      title={words.addTitle}
      back={back}
      whose={userId}
      choose={(error) => (
        <Panel title={words.user}>
          <div data-field="userId" tabIndex={-1}>
            <PersonSelect
              aria-label={words.user}
              placeholder={words.choose}
              people={colleagues.map(({ userId: value, name, type }) => ({ value, label: name, type }))}
              value={userId}
              error={error}
              onChange={setChosen}
            />
          </div>
        </Panel>
      )}
      begins={chosenIn(search)}
      done={words.added(user?.name ?? '')}
      save={(draft) => call(AddAbsence, { userId: userId as Id<'user'>, ...sentOf(draft) }, { key })}
    />
  );
}

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(ReadAbsence, { absenceId: (params['absenceId'] ?? '') as Id<'absence'> }, request);

/** Changes an absence that is not over. */
export function EditAbsencePage() {
  const absence = useLoaderData<typeof loader>();
  const { absenceId, user } = absence;
  return (
    <Permitted operation={UpdateAbsence}>
      <AbsenceForm
        key={absenceId}
        title={words.editTitleOf(user.name)}
        back={back}
        whose={user.userId}
        absence={absence}
        done={words.saved(user.name)}
        save={(draft, version) => call(UpdateAbsence, { absenceId, version, ...sentOf(draft) })}
        readAgain={() => call(ReadAbsence, { absenceId })}
      />
    </Permitted>
  );
}
