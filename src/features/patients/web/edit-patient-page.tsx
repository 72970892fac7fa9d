import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { ReadReportChoices, type ReportChoices } from '#features/demographic-report/contract.ts';
import { call } from '#web/api.ts';
import { closedOr, isClosed, NotOpen } from '#features/emergency-access/web/public.tsx';
import { load } from '#web/load.ts';
import { BothVersions } from '#web/ui/both-versions.tsx';
import { type DoneState, LeaveGuard } from '#web/ui/leave-guard.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { listName } from '#web/ui/patient-head.tsx';
import { SaveBar, SectionForm, SectionIndex } from '#web/ui/section-form.tsx';
import { patientWords } from '#web/words/patients.ts';
import { ListMrps, type MasterFile, ReadPatient, UpdatePatient } from '../contract.ts';
import { changedFields, differences, draftOf, labelOf, merged, toFields } from './patient-draft.ts';
import { PatientSections } from './patient-sections.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { usePatientForm } from './use-patient-form.ts';

const words = patientWords.form;
type Mrp = NonNullable<MasterFile['mrp']>;

export const loader = ({ request, params }: LoaderFunctionArgs) => {
  const patientId = params['patientId'] as Id<'patient'>;
  const all = Promise.all([
    load(ReadPatient, { patientId }, request),
    load(ListMrps, {}, request),
    load(ReadReportChoices, {}, request),
  ]);
  return closedOr(
    all.then(([patient, { mrps }, { sites }]) => ({ patient, mrps, sites })),
    patientId,
  );
};

export function EditPatientPage() {
  const found = useLoaderData<typeof loader>();
  if (!found || isClosed(found)) return <NotOpen record={found?.closed ?? null} />;
  return (
    <Permitted operation={UpdatePatient}>
      <EditPatientForm key={found.patient.patientId} {...found} />
    </Permitted>
  );
}

/** The doctors on offer, with whoever is MRP although they have left. */
const offered = (mrps: readonly Mrp[], ...files: (MasterFile | undefined)[]): Mrp[] => {
  const all = [...mrps, ...files.flatMap((file) => file?.mrp ?? [])];
  return [...new Map(all.map((one) => [one.userId, one])).values()];
};

interface EditPatientFormProps {
  readonly patient: MasterFile;
  readonly mrps: readonly Mrp[];
  readonly sites: ReportChoices['sites'];
}

/** Edit: the cards of Add Patient, and what to do when somebody else has saved in the meantime. */
function EditPatientForm({ patient, mrps, sites }: EditPatientFormProps) {
  const go = useNavigate();
  const [saved, setSaved] = useState(patient);
  const [newer, setNewer] = useState<MasterFile>();
  const base = draftOf(saved);
  const { form, draft, setDraft, change, missing, errorOf, isComplete, index, attempt, busy, setback, setSetback } =
    usePatientForm(base);
  const { patientId } = patient;
  const people = offered(mrps, patient, saved, newer);
  const changed = changedFields(base, draft);
  const onStale = async () => {
    const now = await attempt(() => call(ReadPatient, { patientId }));
    if (now?.ok) setNewer(now.value);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !isComplete()) return;
    if (changed.length === 0) return go(`/patients/${patientId}`);
    const answer = await attempt(() => call(UpdatePatient, { patientId, ...toFields(draft), version: saved.version }));
    if (answer && !answer.ok && answer.code === 'request/version-stale') return onStale();
    if (!answer?.ok) return;
    const state: DoneState = { done: words.updated(listName(draft)) };
    await go(`/patients/${patientId}`, { state });
  };
  const saying = [
    missing.length > 0 ? words.missing(missing.map(labelOf)) : '',
    changed.length > 0 ? words.changed(changed.map(labelOf)) : words.nothingChanged,
  ];
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <PageHeader
        title={words.editTitle(listName(saved))}
        crumbs={[
          { to: '/patients', label: patientWords.patients },
          { to: `/patients/${patientId}`, label: listName(saved) },
        ]}
      />
      <SectionForm index={<SectionIndex sections={index} />}>
        <SetbackNotice setback={setback} />
        <PatientSections draft={draft} change={change} errorOf={errorOf} mrps={people} sites={sites} />
      </SectionForm>
      <SaveBar said={saying.filter(Boolean).join(' ')}>
        <Button variant="default" component={Link} to={`/patients/${patientId}`}>
          {patientWords.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
      </SaveBar>
      {newer && (
        <BothVersions
          name={listName(newer)}
          differences={differences(
            { base, mine: draft, theirs: draftOf(newer) },
            {
              person: (userId) => people.find((one) => one.userId === userId)?.name ?? '',
              site: (siteId) => sites.find((one) => one.siteId === siteId)?.name ?? '',
            },
          )}
          onClose={() => setNewer(undefined)}
          onChosen={(ofMine) => {
            setDraft(merged(draft, draftOf(newer), ofMine));
            setSaved(newer);
            setSetback(undefined);
            setNewer(undefined);
          }}
        />
      )}
      <LeaveGuard dirty={changed.length > 0} />
    </form>
  );
}
