import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate, useNavigation } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { closedOr, isClosed, NotOpen } from '#features/emergency-access/web/public.tsx';
import { load } from '#web/load.ts';
import { useMay, useSession } from '#web/session.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { ListChoice } from '#web/ui/list-choice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PatientHead } from '#web/ui/patient-head.tsx';
import { prescriptionWords } from '#web/words/prescriptions.ts';
import { OpenPrescriptions, type PatientPrescriptions, prescriptionStatuses } from '../contract.ts';
import { prescribers } from '../rules.ts';
import css from './patient-prescriptions-page.module.css';
import { PrescriptionsTable } from './prescriptions-table.tsx';

const words = prescriptionWords.ofPatient;

export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const patientId = params['patientId'] as Id<'patient'>;
  const search = new URL(request.url).searchParams;
  const status = prescriptionStatuses.find((one) => one === search.get('status'));
  const after = search.get('after') ?? undefined;
  const asked = { patientId, ...(status ? { status } : {}), ...(after ? { after } : {}) };
  return { status, after, said: await closedOr(load(OpenPrescriptions, asked, request), patientId) };
};

/** What a patient was prescribed; that it was looked at is in the log. */
export function PatientPrescriptionsPage() {
  const { said } = useLoaderData<typeof loader>();
  if (!said || isClosed(said)) return <NotOpen record={said?.closed ?? null} />;
  return <Opened said={said} />;
}

function Opened({ said }: { readonly said: PatientPrescriptions }) {
  const { status, after } = useLoaderData<typeof loader>();
  const may = useMay();
  const { type } = useSession();
  const go = useNavigate();
  const { state } = useNavigation();
  const { patient, prescriptions, next } = said;
  const at = `/patients/${patient.patientId}/prescriptions`;
  const to = (of: string | undefined, beyond?: string) => {
    const search = new URLSearchParams({ ...(of ? { status: of } : {}), ...(beyond ? { after: beyond } : {}) });
    return search.size > 0 ? `${at}?${search}` : at;
  };
  const writes = may('prescriptions.write-prescription') && prescribers.includes(type) && !patient.deceased;
  const lists = [
    { list: '', label: words.all },
    ...prescriptionStatuses.map((list) => ({ list, label: prescriptionWords.statuses[list] })),
  ];
  return (
    <div className="stack">
      <PatientHead
        patient={patient}
        here="prescriptions"
        actions={
          writes && (
            <Button component={Link} to={`${at}/write`} leftSection={<IconPlus size={16} aria-hidden />}>
              {words.write}
            </Button>
          )
        }
      />
      <Panel flush>
        <ListChoice
          label={prescriptionWords.which}
          lists={lists}
          chosen={status ?? ''}
          onChoose={(list) => void go(to(list))}
        />
        <div className={css.rows} aria-busy={state === 'loading'}>
          {prescriptions.length > 0 && <PrescriptionsTable prescriptions={prescriptions} of="patient" />}
          {prescriptions.length === 0 && (
            <EmptyFace
              title={status ? words.noneOf : words.none}
              level={2}
              action={
                status && (
                  <Button variant="default" component={Link} to={at}>
                    {words.showAll}
                  </Button>
                )
              }
            >
              {status ? undefined : words.noneWhy}
            </EmptyFace>
          )}
        </div>
        {(after ?? next) && (
          <div className={css.pages}>
            {after && (
              <Button size="xs" variant="default" component={Link} to={to(status)}>
                {words.first}
              </Button>
            )}
            {next && (
              <Button size="xs" variant="default" component={Link} to={to(status, next)}>
                {words.more}
              </Button>
            )}
          </div>
        )}
      </Panel>
    </div>
  );
}
