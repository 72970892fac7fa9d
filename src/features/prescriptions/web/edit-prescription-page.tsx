import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { BothVersions } from '#web/ui/both-versions.tsx';
import { type DoneState, LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Main } from '#web/ui/main.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { SaveBar } from '#web/ui/section-form.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { prescriptionWords } from '#web/words/prescriptions.ts';
import { PatientLink } from '../../work/web/public.tsx';
import { type PrescriptionRead, ReadPrescription, ReadPrescriptionChoices, UpdatePrescription } from '../contract.ts';
import { differences, differs, draftOf, merged, sentOf } from './prescription-draft.ts';
import { PrescriptionFields } from './prescription-fields.tsx';
import { titleOf } from './prescriptions-table.tsx';
import { usePrescriptionForm } from './use-prescription-form.ts';

const words = prescriptionWords.form;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const prescriptionId = (params['prescriptionId'] ?? '') as Id<'prescription'>;
  const [prescription, choices] = await Promise.all([
    load(ReadPrescription, { prescriptionId }, request),
    load(ReadPrescriptionChoices, {}, request),
  ]);
  return { prescription, ...choices };
}

export function EditPrescriptionPage() {
  const { prescription } = useLoaderData<typeof loader>();
  return (
    <Main>
      <Permitted operation={UpdatePrescription}>
        <EditForm key={prescription.prescriptionId} prescription={prescription} />
      </Permitted>
    </Main>
  );
}

/** Goes on with a draft, and what to do when somebody else has saved in the meantime. */
function EditForm({ prescription }: { readonly prescription: PrescriptionRead }) {
  const { sites } = useLoaderData<typeof loader>();
  const go = useNavigate();
  const { prescriptionId, patient } = prescription;
  const [saved, setSaved] = useState(prescription);
  const [newer, setNewer] = useState<PrescriptionRead>();
  const [base, setBase] = useState(() => draftOf(prescription));
  const { form, draft, setDraft, change, missing, errorOf, isComplete, attempt, busy, setback, setSetback } =
    usePrescriptionForm(base);
  // Its site stays on offer to whoever is not assigned there any more, and is then refused in words.
  const offered = sites.some(({ siteId }) => siteId === saved.siteId)
    ? sites
    : [{ siteId: saved.siteId, name: saved.siteName }, ...sites];
  const title = titleOf(saved.medications);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !isComplete()) return;
    const answer = await attempt(() =>
      call(UpdatePrescription, { prescriptionId, ...sentOf(draft), version: saved.version }),
    );
    if (answer && !answer.ok && answer.code === 'request/version-stale') {
      const now = await attempt(() => call(ReadPrescription, { prescriptionId }));
      if (now?.ok) setNewer(now.value);
      return;
    }
    if (!answer?.ok) return;
    const state: DoneState = { done: words.saved };
    await go(`/prescriptions/${prescriptionId}`, { state });
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <PageHeader
        title={words.editTitle(title)}
        crumbs={[
          { to: '/prescriptions', label: prescriptionWords.title },
          { to: `/prescriptions/${prescriptionId}`, label: title },
        ]}
        lead={<PatientLink patient={patient} />}
      />
      <div className="stack">
        <SetbackNotice setback={setback} />
        <PrescriptionFields draft={draft} change={change} errorOf={errorOf} sites={offered} />
      </div>
      <SaveBar said={missing.length > 0 ? words.missing(missing.map(({ label }) => label)) : words.complete}>
        <Button variant="default" component={Link} to={`/prescriptions/${prescriptionId}`}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
      </SaveBar>
      {newer && (
        <BothVersions
          name={titleOf(newer.medications)}
          differences={differences({ base, mine: draft, theirs: draftOf(newer) }, offered)}
          onClose={() => setNewer(undefined)}
          onChosen={(ofMine) => {
            setDraft(merged(draft, draftOf(newer), ofMine));
            setSaved(newer);
            setBase(draftOf(newer));
            setSetback(undefined);
            setNewer(undefined);
          }}
        />
      )}
      <LeaveGuard dirty={differs(base, draft)} />
    </form>
  );
}
