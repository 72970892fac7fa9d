import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useLocation, useNavigate, useNavigation } from 'react-router';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Pager } from '#web/ui/pager.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { patientWords } from '#web/words/patients.ts';
import { SearchPatients } from '../contract.ts';
import { readAddress, writeAddress } from './list-address.ts';
import css from './patients-page.module.css';
import { PatientsTable } from './patients-table.tsx';
import { SearchField } from './search-field.tsx';

const words = patientWords.search;

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(new URL(request.url).searchParams);
  const { query, after } = address;
  return { ...(await load(SearchPatients, { query, ...(after ? { after } : {}) }, request)), address };
}

/** Arrow keys go from the field through the patients found, and back. */
function useArrows() {
  const box = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [...(box.current?.querySelectorAll<HTMLElement>('input[type="search"], [data-patient]') ?? [])];
    const here = stops.findIndex((stop) => stop === document.activeElement);
    const next = here < 0 ? undefined : stops[here + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return { box, onKeyDown };
}

/** Nobody to list: because of what was looked for, or because there is nobody. */
function Nobody({ query, onClear }: { readonly query: string; readonly onClear: () => void }) {
  if (!query.trim()) {
    return (
      <EmptyFace title={words.none} level={2}>
        {words.noneWhy}
      </EmptyFace>
    );
  }
  const clear = (
    <Button variant="default" onClick={onClear}>
      {words.clear}
    </Button>
  );
  return (
    <EmptyFace title={words.nobody(query)} level={2} action={clear}>
      {words.nobodyWhy}
    </EmptyFace>
  );
}

/** Patients, found while typing. */
export function PatientsPage() {
  const { patients, closed, next, address } = useLoaderData<typeof loader>();
  const { state } = useLocation() as { state: { fromPageBefore?: boolean } | null };
  const go = useNavigate();
  const may = useMay();
  const shown = patients.length + closed.length;
  const loading = useNavigation().state === 'loading';
  const { box, onKeyDown } = useArrows();
  const { query, after, from } = address;
  const show = (wanted: string) =>
    void go(
      { search: writeAddress({ query: wanted, after: undefined, from: 1 }) },
      { replace: true, preventScrollReset: true },
    );
  const onNext = () => {
    if (!next) return;
    void go({ search: writeAddress({ query, after: next, from: from + shown }) }, { state: { fromPageBefore: true } });
  };
  const openFirst = () => box.current?.querySelector<HTMLElement>('[data-patient]')?.click();
  return (
    <>
      <PageHeader
        ownFocus
        title={patientWords.patients}
        lead={words.lead}
        actions={
          <>
            {may('patients.list-mrp-patients') && (
              <Button variant="default" component={Link} to="/patients/mrp">
                {patientWords.mrpPatients.toSearch}
              </Button>
            )}
            {may('patients.add-patient') && (
              <Button component={Link} to="/patients/add" leftSection={<IconPlus size={16} aria-hidden />}>
                {patientWords.addPatient}
              </Button>
            )}
          </>
        }
      />
      <Panel flush>
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- listens to the arrow keys of the field and the links in it */}
        <div ref={box} onKeyDown={onKeyDown}>
          <SearchField query={query} onSearch={show} onEnter={openFirst} />
          <div aria-busy={loading} className={css.rows}>
            {shown > 0 ? (
              <PatientsTable patients={patients} closed={closed} query={query} />
            ) : (
              <Nobody query={query} onClear={() => show('')} />
            )}
          </div>
        </div>
        {shown > 0 && (
          <Pager
            from={from}
            to={from + shown - 1}
            onPrevious={after ? () => void (state?.fromPageBefore ? go(-1) : show(query)) : undefined}
            onNext={next ? onNext : undefined}
          />
        )}
      </Panel>
    </>
  );
}
