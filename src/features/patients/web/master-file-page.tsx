import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useLocation } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { closedOr, isClosed, NotOpen } from '#features/emergency-access/web/public.tsx';
import { PatientBlocks } from '#features/patient-sets/web/public.tsx';
import { HandsAsked } from '#features/work/web/public.tsx';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { formatKnownDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import type { DoneState } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PatientHead } from '#web/ui/patient-head.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { patientWords } from '#web/words/patients.ts';
import { criteriaWords } from '#web/words/report-criteria.ts';
import { type MasterFile, ReadMrpHistory, ReadPatient } from '../contract.ts';
import css from './master-file-page.module.css';

const words = patientWords.form;

export const loader = ({ request, params }: LoaderFunctionArgs) => {
  const patientId = params['patientId'] as Id<'patient'>;
  return closedOr(load(ReadPatient, { patientId }, request), patientId);
};

/** The master file, for reading; that it was opened is in the log. */
export function MasterFilePage() {
  const patient = useLoaderData<typeof loader>();
  const { state } = useLocation() as { state: Partial<DoneState> | null };
  const may = useMay();
  if (!patient || isClosed(patient)) return <NotOpen record={patient?.closed ?? null} />;
  return (
    <div className="stack">
      <PatientHead
        patient={patient}
        here="master-file"
        actions={
          may('patients.update-patient') && (
            <Button
              component={Link}
              to={`/patients/${patient.patientId}/edit`}
              leftSection={<IconPencil size={16} aria-hidden />}
            >
              {patientWords.edit}
            </Button>
          )
        }
      />
      {state?.done && <Notice tone="ok" title={state.done} />}
      <Facts patient={patient} />
      <PatientBlocks patientId={patient.patientId} />
    </div>
  );
}

/** A fact with its label; what was not given says so. */
const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children || <span className="dim">{words.notGiven}</span>}</dd>
  </div>
);

/** A fact that most patients lack: it stands there only when it is given. */
const Given = ({ label, children }: { readonly label: string; readonly children: ReactNode }) =>
  children ? <Fact label={label}>{children}</Fact> : null;

function Facts({ patient }: { readonly patient: MasterFile }) {
  const { locale } = useClinic();
  const day = (given: string | null) => given && formatKnownDay(given, locale);
  const { mrp } = patient;
  const may = useMay();
  return (
    <div className={css.panels}>
      <Panel title={words.sections.identity}>
        <dl className={css.facts}>
          <Fact label={words.lastName}>{patient.lastName}</Fact>
          <Fact label={words.firstName}>{patient.firstName}</Fact>
          <Fact label={words.dateOfBirth}>{day(patient.dateOfBirth)}</Fact>
          <Fact label={words.sex}>{patient.sex && patientWords.sexes[patient.sex]}</Fact>
          {patient.deceasedOn && <Fact label={words.deceasedOn}>{day(patient.deceasedOn)}</Fact>}
        </dl>
      </Panel>
      <Panel title={words.sections.care}>
        <dl className={css.facts}>
          <Fact label={words.mrp}>{mrp && <PersonChip name={mrp.name} deactivated={mrp.deactivated} />}</Fact>
          <Fact label={words.healthNumber}>{patient.healthNumber}</Fact>
          <Fact label={words.healthProvince}>
            {patient.healthProvince && patientWords.provinces[patient.healthProvince]}
          </Fact>
          <Fact label={words.patientStatus}>{criteriaWords.patientStatuses[patient.patientStatus]}</Fact>
          <Fact label={words.rosterStatus}>
            {patient.rosterStatus && criteriaWords.rosterStatuses[patient.rosterStatus]}
          </Fact>
          <Fact label={words.homeSite}>{patient.site?.name}</Fact>
          <Given label={words.familyDoctor}>{patient.familyDoctor}</Given>
          <Given label={words.chartNumber}>{patient.chartNumber}</Given>
          <Given label={words.joinedOn}>{day(patient.joinedOn)}</Given>
          <Given label={words.endedOn}>{day(patient.endedOn)}</Given>
          <Given label={words.healthVersion}>{patient.healthVersion}</Given>
          <Given label={words.healthCardType}>{patient.healthCardType}</Given>
          <Given label={words.healthEffectiveOn}>{day(patient.healthEffectiveOn)}</Given>
          <Given label={words.healthRenewOn}>{day(patient.healthRenewOn)}</Given>
          <Given label={words.pcnIndicator}>{patient.pcnIndicator}</Given>
        </dl>
        {may('patients.read-mrp-history') && (
          <HandsAsked
            summary={patientWords.mrpPatients.history}
            ask={() => call(ReadMrpHistory, { patientId: patient.patientId })}
            say={({ by, from, to }) => patientWords.mrpPatients.step(from?.name, to?.name, by?.name)}
          />
        )}
      </Panel>
      <Panel title={words.sections.contact}>
        <dl className={css.facts}>
          <Fact label={words.phone}>{patient.phone}</Fact>
          <Fact label={words.cellPhone}>{patient.cellPhone}</Fact>
          <Given label={words.secondPhone}>{patient.secondPhone}</Given>
          <Fact label={words.email}>{patient.email}</Fact>
          <Fact label={words.address}>{patient.address}</Fact>
          <Fact label={words.city}>{patient.city}</Fact>
          <Fact label={words.province}>{patient.province}</Fact>
          <Fact label={words.postalCode}>{patient.postalCode}</Fact>
          <Given label={words.newsletter}>{patient.newsletter && criteriaWords.newsletters[patient.newsletter]}</Given>
        </dl>
      </Panel>
    </div>
  );
}
