import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useLocation } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { load } from '#web/load.ts';
import { useCovers, useSession } from '#web/session.ts';
import type { DoneState } from '#web/ui/leave-guard.tsx';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { prescriptionWords } from '#web/words/prescriptions.ts';
import { workWords } from '#web/words/work.ts';
import { HoldersPanel, PatientLink, PersonCell, WorkColumns } from '../../work/web/public.tsx';
import { type PrescriptionRead, ReadPrescription } from '../contract.ts';
import { PrescriptionActs } from './prescription-acts.tsx';
import { PrescriptionPaper } from './prescription-paper.tsx';
import { PrescriptionState, titleOf } from './prescriptions-table.tsx';
import { usePrescriptionActs } from './use-prescription-acts.ts';

const words = prescriptionWords.read;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(ReadPrescription, { prescriptionId: (params['prescriptionId'] ?? '') as Id<'prescription'> }, request);

/** Each prescription is a page of its own: what was just done to the one before is forgotten. */
export function PrescriptionPage() {
  const prescription = useLoaderData<typeof loader>();
  return (
    <Main>
      <OnePrescription key={prescription.prescriptionId} prescription={prescription} />
    </Main>
  );
}

function factsOf({
  author,
  holder,
  cameFrom,
  siteName,
  writtenAt,
  status,
  cancelledAt,
  cancelledBy,
  cancelReason,
}: PrescriptionRead) {
  return [
    { label: workWords.holders.author, value: <PersonCell person={author} /> },
    ...(status === 'draft' ? [{ label: workWords.holders.holder, value: <PersonCell person={holder} /> }] : []),
    ...(cameFrom ? [{ label: workWords.holders.cameFrom, value: <PersonCell person={cameFrom} /> }] : []),
    { label: words.site, value: siteName },
    { label: words.written, value: <TimeText instant={writtenAt} /> },
    ...(cancelledAt
      ? [
          {
            label: words.cancelledFact,
            value: (
              <>
                <TimeText instant={cancelledAt} /> {words.cancelledBy(cancelledBy?.name ?? '')}
              </>
            ),
          },
          { label: words.reason, value: cancelReason ?? words.withHandOver },
        ]
      : []),
  ];
}

/** A prescription as it is printed, what can be done with it, and who had it. */
function OnePrescription({ prescription }: { readonly prescription: PrescriptionRead }) {
  const { userId, firstName, lastName } = useSession();
  const covers = useCovers('prescription');
  const { state } = useLocation() as { state: Partial<DoneState> | null };
  const acts = usePrescriptionActs(prescription);
  const [failed, setFailed] = useState<string>();
  const { patient, status, holder, holders, medications, lacks } = prescription;
  const onBehalf = status === 'draft' && covers(holder);
  const mine = onBehalf || (status === 'draft' && holder.userId === userId);
  const said = acts.did ?? (acts.trouble || acts.stale ? undefined : state?.done);
  const trouble = acts.trouble && !acts.asking ? acts.trouble : failed;
  return (
    <>
      <PageHeader
        title={titleOf(medications)}
        crumbs={[
          { to: '/prescriptions', label: prescriptionWords.title },
          {
            to: `/patients/${patient.patientId}/prescriptions`,
            label: `${patient.firstName} ${patient.lastName}`.trim(),
          },
        ]}
        beside={<PrescriptionState status={status} />}
        lead={<PatientLink patient={patient} />}
        actions={<PrescriptionActs prescription={prescription} mine={mine} acts={acts} onFailed={setFailed} />}
      />
      <div className="stack">
        {trouble && <Notice tone="bad" title={trouble} />}
        {acts.stale && (
          <Notice tone="warn" title={words.changed}>
            {words.changedWhy}
          </Notice>
        )}
        {said && <Notice tone="ok" title={said} />}
        {onBehalf && <Notice>{workWords.onBehalf(holder.name)}</Notice>}
        {status === 'draft' && !mine && <Notice>{workWords.notYours(holder.name)}</Notice>}
        {status === 'draft' && lacks.length > 0 && (
          <Notice tone="warn" title={words.lacks(onBehalf ? `${firstName} ${lastName}` : holder.name, lacks)}>
            {words.lacksWhy}
          </Notice>
        )}
        <WorkColumns>
          <PrescriptionPaper prescription={prescription} />
          <HoldersPanel facts={factsOf(prescription)} holders={holders} />
        </WorkColumns>
      </div>
    </>
  );
}
