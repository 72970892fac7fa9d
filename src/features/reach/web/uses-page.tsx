import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { formatKnownDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { ClosedRecord, unlessClosed } from '#web/ui/closed-record.tsx';
import { DayField } from '#web/ui/day-field.tsx';
import { FilterBar } from '#web/ui/filter-bar.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { PatientViews } from '#web/ui/patient-views.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { patientWords } from '#web/words/patients.ts';
import { reachWords } from '#web/words/reach.ts';
import { ExportUses, ListUses, type Uses } from '../contract.ts';
import { FileButtons } from './file-buttons.tsx';
import { given, type ListAddress, narrows, readAddress } from './list-address.ts';
import { ListPanel } from './list-panel.tsx';
import { plainName } from './plain-name.ts';
import { useList } from './use-list.ts';
import { useColumns } from './uses-columns.tsx';

const words = reachWords.uses;

const askedBy = ({ from, to, actorId, outcome, after }: ListAddress) => given({ from, to, actorId, outcome, after });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const patientId = params['patientId'] as Id<'patient'>;
  const address = readAddress(new URL(request.url).searchParams);
  return { said: await unlessClosed(load(ListUses, { patientId, ...askedBy(address) }, request)), address };
}

/** Who dealt with a patient's record: what, when, who, whose, from where; to print and to keep. */
export function UsesPage() {
  const { said, address } = useLoaderData<typeof loader>();
  return said ? <UsesOf said={said} address={address} /> : <ClosedRecord />;
}

function UsesOf({ said, address }: { readonly said: Uses; readonly address: ListAddress }) {
  const { patient, people, uses, next } = said;
  const { patientId } = patient;
  const may = useMay();
  const { today } = useClinic();
  const columns = useColumns();
  const list = useList(address, uses.length, next);
  const whole = { patientId, ...askedBy({ ...address, after: undefined }) };
  const [failed, setFailed] = useState<string>();
  return (
    <div className="stack">
      <PageHeader
        title={words.title(plainName(patient))}
        lead={<WhoseOf patient={patient} />}
        crumbs={[{ to: '/patients', label: patientWords.patients }]}
        actions={
          may('reach.export-uses') && (
            <FileButtons
              operation={ExportUses}
              input={whole}
              fileName={(format) => words.file(today, format)}
              onFailed={setFailed}
            />
          )
        }
      />
      <PatientViews patientId={patientId} here="uses" />
      {failed && <Notice tone="bad" title={failed} />}
      <ListPanel
        filters={<Filters address={address} people={people} show={list.show} />}
        table={{
          label: words.table,
          columns,
          rows: uses,
          rowKey: ({ entryId }) => String(entryId),
          rowName: ({ entryId }) => words.rowName(entryId),
        }}
        list={list}
        empty={{ title: words.none, why: words.noneWhy }}
        filtered={narrows(address)}
        filteredWhy={words.noneMatchWhy}
      />
    </div>
  );
}

function WhoseOf({ patient }: Pick<Uses, 'patient'>) {
  const { locale, today } = useClinic();
  const { demographicNumber, dateOfBirth, healthNumber, healthProvince } = patient;
  const facts = [
    words.number(demographicNumber),
    ...(dateOfBirth ? [words.born(formatKnownDay(dateOfBirth, locale))] : []),
    ...(healthNumber ? [words.health(healthNumber, healthProvince)] : []),
  ];
  return (
    <>
      {words.whose(facts)}. {words.lead} {words.made(formatKnownDay(today, locale))}
    </>
  );
}

interface FiltersProps {
  readonly address: ListAddress;
  readonly people: Uses['people'];
  readonly show: (other: Partial<ListAddress>) => void;
}

function Filters({ address: { from, to, actorId, outcome }, people, show }: FiltersProps) {
  const reversed = Boolean(from && to && to < from);
  const outcomeOf = (value: string) => (value === 'done' || value === 'refused' ? value : undefined);
  return (
    <FilterBar
      label={words.filter}
      said={reversed ? words.reversed : reachWords.recorded}
      first={
        <PersonSelect
          label={words.who}
          placeholder={words.anybody}
          clearable
          people={people.map(({ userId, name }) => ({ value: userId, label: name }))}
          value={actorId ?? null}
          onChange={(value) => show({ actorId: people.find(({ userId }) => userId === value)?.userId })}
        />
      }
    >
      <DayField label={words.from} day={from} onDay={(day) => show({ from: day })} />
      <DayField label={words.until} day={to} error={reversed} onDay={(day) => show({ to: day })} />
      <NativeSelect
        label={words.outcome}
        value={outcome ?? ''}
        onChange={({ currentTarget: { value } }) => show({ outcome: outcomeOf(value) })}
        data={[
          { value: '', label: words.outcomes.all },
          { value: 'done', label: words.outcomes.done },
          { value: 'refused', label: words.outcomes.refused },
        ]}
      />
    </FilterBar>
  );
}
