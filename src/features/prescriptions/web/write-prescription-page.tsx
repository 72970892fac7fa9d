import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { closedOr, isClosed, NotOpen } from '#features/emergency-access/web/public.tsx';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { newKey } from '#web/new-key.ts';
import { useSession } from '#web/session.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { type DoneState, LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PatientHead } from '#web/ui/patient-head.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { SaveBar } from '#web/ui/section-form.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { actWords } from '#web/words/acts.ts';
import { prescriptionWords } from '#web/words/prescriptions.ts';
import {
  OpenPrescriptions,
  type PatientPrescriptions,
  type PrescriptionChoices,
  ReadPrescriptionChoices,
  WritePrescription,
} from '../contract.ts';
import { prescribers } from '../rules.ts';
import { differs, emptyDraft, sentOf } from './prescription-draft.ts';
import { PrescriptionFields } from './prescription-fields.tsx';
import { usePrescriptionForm } from './use-prescription-form.ts';

const words = prescriptionWords.form;

export const loader = ({ request, params }: LoaderFunctionArgs) => {
  const patientId = params['patientId'] as Id<'patient'>;
  const both = Promise.all([
    load(OpenPrescriptions, { patientId }, request),
    load(ReadPrescriptionChoices, {}, request),
  ]).then(([{ patient }, choices]) => ({ patient, choices }));
  return closedOr(both, patientId);
};

/** A prescription is written for one patient, in one page and one request. */
export function WritePrescriptionPage() {
  const said = useLoaderData<typeof loader>();
  const { type } = useSession();
  if (!said || isClosed(said)) return <NotOpen record={said?.closed ?? null} />;
  const { patient, choices } = said;
  const [site] = choices.sites;
  const hindrance = patient.deceased
    ? words.deceased
    : prescribers.includes(type)
      ? site
        ? undefined
        : words.noSite
      : words.notPrescriber;
  return (
    <Permitted operation={WritePrescription}>
      {hindrance || !site ? (
        <div className="stack">
          <PatientHead patient={patient} here="prescriptions" />
          <Panel>
            <EmptyFace title={hindrance ?? words.noSite} level={2} />
          </Panel>
        </div>
      ) : (
        <WriteForm key={patient.patientId} patient={patient} choices={choices} siteId={site.siteId} />
      )}
    </Permitted>
  );
}

interface WriteFormProps {
  readonly patient: PatientPrescriptions['patient'];
  readonly choices: PrescriptionChoices;
  readonly siteId: Id<'site'>;
}

function WriteForm({ patient, choices: { sites, lacks }, siteId }: WriteFormProps) {
  const { patientId } = patient;
  const go = useNavigate();
  const [begun] = useState(() => emptyDraft(siteId));
  // One name for the whole page: a try whose answer was lost and the next one are the same request.
  const [key] = useState(newKey);
  const { form, draft, change, missing, errorOf, isComplete, attempt, busy, setback } = usePrescriptionForm(begun);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !isComplete()) return;
    const answer = await attempt(
      () => call(WritePrescription, { patientId, ...sentOf(draft) }, { key }),
      actWords.awayOnce,
    );
    if (!answer?.ok) return;
    const state: DoneState = { done: words.saved };
    await go(`/prescriptions/${answer.value.prescriptionId}`, { state, replace: true });
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <div className="stack">
        <PatientHead patient={patient} here="prescriptions" />
        <h2>{words.writeTitle}</h2>
        <SetbackNotice setback={setback} />
        {lacks.length > 0 && (
          <Notice tone="warn" title={words.lacks(lacks)}>
            {words.lacksWhy}
          </Notice>
        )}
        <PrescriptionFields draft={draft} change={change} errorOf={errorOf} sites={sites} />
      </div>
      <SaveBar said={missing.length > 0 ? words.missing(missing.map(({ label }) => label)) : words.complete}>
        <Button variant="default" component={Link} to={`/patients/${patientId}/prescriptions`}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
      </SaveBar>
      <LeaveGuard dirty={differs(begun, draft)} />
    </form>
  );
}
