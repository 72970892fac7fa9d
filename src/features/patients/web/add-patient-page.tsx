import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router';
import { ReadReportChoices } from '#features/demographic-report/contract.ts';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { useSession } from '#web/session.ts';
import { type DoneState, LeaveGuard } from '#web/ui/leave-guard.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { listName } from '#web/ui/patient-head.tsx';
import { SaveBar, SectionForm, SectionIndex } from '#web/ui/section-form.tsx';
import { newKey } from '#web/new-key.ts';
import { actWords } from '#web/words/acts.ts';
import { patientWords } from '#web/words/patients.ts';
import { AddPatient, healthProvinces, ListMrps } from '../contract.ts';
import { NamesakeNotice } from './namesake-notice.tsx';
import { changedFields, emptyDraft, labelOf, toFields } from './patient-draft.ts';
import { PatientSections } from './patient-sections.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { usePatientForm } from './use-patient-form.ts';

const words = patientWords.form;

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const [{ mrps }, { sites }] = await Promise.all([load(ListMrps, {}, request), load(ReadReportChoices, {}, request)]);
  return { mrps, sites };
};

export const AddPatientPage = () => (
  <Permitted operation={AddPatient}>
    <AddPatientForm />
  </Permitted>
);

/** A patient in one page and one request. */
function AddPatientForm() {
  const { mrps, sites } = useLoaderData<typeof loader>();
  const { clinic } = useSession();
  const go = useNavigate();
  const [begun] = useState(() => emptyDraft(healthProvinces.find((one) => one === clinic.province) ?? ''));
  const { form, draft, change, missing, errorOf, isComplete, index, attempt, busy, setback } = usePatientForm(begun);
  // One name for the whole page: a try whose answer was lost and the next one are the same request.
  const [key] = useState(newKey);
  const name = listName(draft).trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !isComplete()) return;
    const answer = await attempt(() => call(AddPatient, toFields(draft), { key }), actWords.awayOnce);
    if (!answer?.ok) return;
    const state: DoneState = { done: words.added(name) };
    await go(`/patients/${answer.value.patientId}`, { state, replace: true });
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <PageHeader
        title={patientWords.addPatient}
        crumbs={[{ to: '/patients', label: patientWords.patients }]}
        lead={words.addLead}
      />
      <SectionForm index={<SectionIndex sections={index} />}>
        <SetbackNotice setback={setback} />
        <NamesakeNotice lastName={draft.lastName} firstName={draft.firstName} />
        <PatientSections draft={draft} change={change} errorOf={errorOf} mrps={mrps} sites={sites} />
      </SectionForm>
      <SaveBar said={missing.length > 0 ? words.missing(missing.map(labelOf)) : words.ready(name)}>
        <Button variant="default" component={Link} to="/patients">
          {patientWords.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.add}
        </Button>
      </SaveBar>
      <LeaveGuard dirty={changedFields(begun, draft).length > 0} />
    </form>
  );
}
