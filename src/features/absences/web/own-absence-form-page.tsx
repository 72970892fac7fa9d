import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { type Answer, call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { newKey } from '#web/new-key.ts';
import { useSession } from '#web/session.ts';
import { Permitted } from '#web/ui/permitted.tsx';
import { absenceWords } from '#web/words/absences.ts';
import { type Absence, AddOwnAbsence, ListOwnAbsences, UpdateOwnAbsence } from '../contract.ts';
import { sentOf } from './absence-draft.ts';
import { AbsenceForm } from './absence-form.tsx';

const words = absenceWords.form;
const back = { to: '/my/absences', label: absenceWords.own.title };

function useOwnName(): string {
  const { firstName, lastName } = useSession();
  return `${firstName} ${lastName}`;
}

/** The reader will be away: when, and who covers. */
export function AddOwnAbsencePage() {
  const name = useOwnName();
  // One name for the whole page: a try whose answer was lost and the next one are the same request.
  const [key] = useState(newKey);
  return (
    <Permitted operation={AddOwnAbsence}>
      <AbsenceForm
        title={words.addTitle}
        back={back}
        whose="own"
        done={words.added(name)}
        save={(draft) => call(AddOwnAbsence, sentOf(draft), { key })}
      />
    </Permitted>
  );
}

const find = (absences: readonly Absence[], id: string | undefined) =>
  absences.find(({ absenceId }) => absenceId === id);

export async function loader({ request, params }: LoaderFunctionArgs): Promise<Absence> {
  const { absences } = await load(ListOwnAbsences, {}, request);
  const absence = find(absences, params['absenceId']);
  // oxlint-disable-next-line no-throw-literal -- React Router's own way of saying that there is no such page
  if (!absence) throw new Response(null, { status: 404 });
  return absence;
}

/** Changes an absence of the reader's own. */
export function EditOwnAbsencePage() {
  const absence = useLoaderData<typeof loader>();
  const name = useOwnName();
  const { absenceId } = absence;
  const readAgain = async (): Promise<Answer<Absence>> => {
    const answer = await call(ListOwnAbsences, {});
    if (!answer.ok) return answer;
    const found = find(answer.value.absences, absenceId);
    return found
      ? { ok: true, value: found }
      : { ok: false, code: 'absence/not-found', facts: {}, status: 404, errors: [] };
  };
  return (
    <Permitted operation={UpdateOwnAbsence}>
      <AbsenceForm
        key={absenceId}
        title={words.editTitle}
        back={back}
        whose="own"
        absence={absence}
        done={words.saved(name)}
        save={(draft, version) => call(UpdateOwnAbsence, { absenceId, version, ...sentOf(draft) })}
        readAgain={readAgain}
      />
    </Permitted>
  );
}
