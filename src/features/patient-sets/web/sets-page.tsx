import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import {
  type LoaderFunctionArgs,
  useLoaderData,
  useLocation,
  useNavigate,
  useNavigation,
  useRevalidator,
} from 'react-router';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { nextSort } from '#web/ui/data-table-sort.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import type { DoneState } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Pager } from '#web/ui/pager.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { useSteps } from '#web/use-steps.ts';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { ListSets } from '../contract.ts';
import { askedBy, type ListAddress, readAddress, writeAddress } from './list-address.ts';
import { SetAccessButton } from './set-access-button.tsx';
import { SetsFilters } from './sets-filters.tsx';
import { SetsTable } from './sets-table.tsx';
import { SetsWays } from './sets-ways.tsx';
import { useExport } from './use-export.ts';

const words = patientSetWords.list;

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(new URL(request.url).searchParams);
  return { ...(await load(ListSets, askedBy(address), request)), address };
}

/** Patient Sets: every set, what it was made from and whom it keeps out. */
export function SetsPage() {
  const { sets, total, due, next, address } = useLoaderData<typeof loader>();
  const { state } = useLocation() as { state: (Partial<DoneState> & { fromPageBefore?: boolean }) | null };
  const go = useNavigate();
  const loading = useNavigation().state === 'loading';
  const { revalidate } = useRevalidator();
  const may = useMay();
  const { begin, busy, said } = useExport(address);
  const [saved, setSaved] = useState<string>();
  const step = useSteps(address, writeAddress);
  const show = (other: Partial<ListAddress>) =>
    step({ after: undefined, from: 1, ...other }, { replace: true, preventScrollReset: true });
  const onNext = () => {
    if (!next) return;
    const search = writeAddress({ ...address, after: next, from: address.from + sets.length });
    void go({ search }, { state: { fromPageBefore: true } });
  };
  // A cursor leads only forward; back is where the reader came from, or the first page.
  const onPrevious = () => void (state?.fromPageBefore ? go(-1) : show({}));
  const filtered = address.keyword !== '' || address.only !== undefined;
  const done = saved ?? state?.done;
  return (
    <div className="stack">
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <>
            {may('patient-sets.export-sets') && (
              <Button
                variant="default"
                leftSection={<IconDownload size={16} aria-hidden />}
                aria-disabled={busy}
                onClick={() => void begin()}
              >
                {words.export}
              </Button>
            )}
            <SetsWays />
            <SetAccessButton
              onDone={(says) => {
                setSaved(says);
                void revalidate();
              }}
            />
          </>
        }
      />
      {said ? (
        <Notice tone={said.tone} title={said.title}>
          {said.why}
        </Notice>
      ) : (
        done && <Notice tone="ok" title={done} />
      )}
      {due > 0 && address.only !== 'due' && (
        <Notice
          tone="warn"
          title={words.dueTitle(due)}
          action={
            <Button size="xs" variant="default" onClick={() => show({ keyword: '', only: 'due' })}>
              {words.dueShow}
            </Button>
          }
        />
      )}
      <Panel flush>
        <SetsFilters address={address} total={total} onShow={show} />
        <div aria-busy={loading}>
          {sets.length > 0 ? (
            <SetsTable sets={sets} sort={address.sort} onSort={(key) => show({ sort: nextSort(address.sort, key) })} />
          ) : filtered ? (
            <EmptyFace
              title={words.noneFound}
              action={
                <Button variant="default" onClick={() => show({ keyword: '', only: undefined })}>
                  {words.clear}
                </Button>
              }
            />
          ) : (
            <EmptyFace title={words.empty}>{words.emptyWhy}</EmptyFace>
          )}
        </div>
        {sets.length > 0 && (
          <Pager
            from={address.from}
            to={address.from + sets.length - 1}
            total={Math.max(total, address.from + sets.length - 1)}
            onPrevious={address.after ? onPrevious : undefined}
            onNext={next ? onNext : undefined}
          />
        )}
      </Panel>
    </div>
  );
}
