import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { useColleagues } from '#web/colleagues.ts';
import { load } from '#web/load.ts';
import { newKey } from '#web/new-key.ts';
import { useSession } from '#web/session.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { type DoneState, LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { type PatientChoice, PatientField } from '#web/ui/patient-field.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { FieldGrid, SaveBar } from '#web/ui/section-form.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { actWords } from '#web/words/acts.ts';
import { letterWords } from '#web/words/letters.ts';
import { AddLetter, ReadLetterChoices } from '../contract.ts';
import { differs, emptyDraft } from './letter-draft.ts';
import { LetterFields } from './letter-fields.tsx';
import { useLetterForm } from './use-letter-form.ts';

const words = letterWords.form;
const crumbs = [{ to: '/letters', label: letterWords.title }];

export const loader = ({ request }: LoaderFunctionArgs) => load(ReadLetterChoices, {}, request);

/** A letter is written, or asked for, in one page and one request. */
export function AddLetterPage() {
  const { sites } = useLoaderData<typeof loader>();
  const [site] = sites;
  return (
    <Main>
      <Permitted operation={AddLetter}>
        {site ? (
          <AddLetterForm siteId={site.siteId} />
        ) : (
          <>
            <PageHeader title={words.addTitle} crumbs={crumbs} />
            <Panel>
              <EmptyFace title={words.noSite} level={2} />
            </Panel>
          </>
        )}
      </Permitted>
    </Main>
  );
}

function AddLetterForm({ siteId }: { readonly siteId: Id<'site'> }) {
  const { sites, lacks } = useLoaderData<typeof loader>();
  const { userId } = useSession();
  const { colleagues = [] } = useColleagues();
  const go = useNavigate();
  const [begun] = useState(() => emptyDraft(siteId));
  const [patient, setPatient] = useState<PatientChoice | null>(null);
  const [holderId, setHolderId] = useState<string | null>(userId);
  // One name for the whole page: a try whose answer was lost and the next one are the same request.
  const [key] = useState(newKey);
  const { form, draft, change, missing, tried, errorOf, isComplete, attempt, busy, setback } = useLetterForm(begun);
  const lacking = [...(patient ? [] : [{ field: 'patient', label: words.patient }]), ...missing];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !isComplete(patient ? [] : lacking) || !patient) return;
    const asked = { patientId: patient.patientId, holderId: holderId as Id<'user'> | null, ...draft };
    const answer = await attempt(() => call(AddLetter, asked, { key }), actWords.awayOnce);
    if (!answer?.ok) return;
    const state: DoneState = { done: words.saved };
    await go(`/letters/${answer.value.letterId}`, { state, replace: true });
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <PageHeader title={words.addTitle} crumbs={crumbs} />
      <div className="stack">
        <SetbackNotice setback={setback} />
        {lacks.length > 0 && (
          <Notice tone="warn" title={words.lacks(lacks)}>
            {words.lacksWhy}
          </Notice>
        )}
        <Panel title={words.about}>
          <FieldGrid>
            <div data-field="patient" tabIndex={-1}>
              <PatientField
                label={words.patient}
                description={words.patientHelp}
                patient={patient}
                onChange={setPatient}
                required
                error={tried && !patient ? actWords.needed : undefined}
              />
            </div>
            <PersonSelect
              label={words.holder}
              description={words.holderHelp}
              placeholder={words.pool}
              clearable
              people={colleagues
                .filter(({ locked, siteIds }) => !locked && siteIds.includes(draft.siteId))
                .map(({ userId: value, name, type }) => ({ value, label: name, type }))}
              value={holderId}
              onChange={setHolderId}
            />
          </FieldGrid>
        </Panel>
        <LetterFields draft={draft} change={change} errorOf={errorOf} sites={sites} />
      </div>
      <SaveBar said={lacking.length > 0 ? words.missing(lacking.map(({ label }) => label)) : words.complete}>
        <Button variant="default" component={Link} to="/letters">
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.add}
        </Button>
      </SaveBar>
      <LeaveGuard dirty={patient !== null || differs(begun, draft)} />
    </form>
  );
}
