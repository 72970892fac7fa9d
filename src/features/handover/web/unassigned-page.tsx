import { Button } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useNavigation, useRevalidator } from 'react-router';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { ExportButton } from '#web/ui/export-button.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { FirstAndMore } from '#web/ui/first-and-more.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { useSteps } from '#web/use-steps.ts';
import { poolWords as words } from '#web/words/pool.ts';
import { ExportPool, ListPool, type PoolItem } from '../pool-contract.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { askedOfPool, type PoolAddress, readPoolAddress, wholePool, writePoolAddress } from './pool-address.ts';
import { PoolFilters } from './pool-filters.tsx';
import { keyOf, PoolTable } from './pool-table.tsx';
import css from './unassigned-page.module.css';
import { WithheldPanel } from './withheld-panel.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readPoolAddress(new URL(request.url).searchParams);
  const { after } = address;
  const pool = await load(ListPool, { ...askedOfPool(address), ...(after ? { after } : {}) }, request);
  return { ...pool, address, readAt: new Date().toISOString() };
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** What waits for somebody to take it, over all kinds, and the giving of it to somebody. */
export function UnassignedPage() {
  const { items, next, kinds, alarmDays, address, readAt } = useLoaderData<typeof loader>();
  const may = useMay();
  const { state } = useNavigation();
  const { revalidate } = useRevalidator();
  const [chosen, setChosen] = useState<ReadonlyMap<string, PoolItem>>(new Map());
  const [assigning, setAssigning] = useState(false);
  const [said, setSaid] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const overdue = sumOf(kinds.map((kind) => kind.overdue));
  const waiting = sumOf(kinds.map((kind) => kind.items));
  const step = useSteps(address, writePoolAddress);
  const show = (other: Partial<PoolAddress>) => step({ after: undefined, ...other }, { preventScrollReset: true });
  const choose = (keys: ReadonlySet<string>) => {
    const known = new Map([...chosen, ...items.map((item) => [keyOf(item), item] as const)]);
    setChosen(new Map([...known].filter(([key]) => keys.has(key))));
  };
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          may('handover.export-pool') && (
            <ExportButton
              operation={ExportPool}
              input={askedOfPool(address)}
              fileName={words.file.name}
              onFailed={setFailed}
            />
          )
        }
      />
      <div className="stack">
        {failed && <Notice tone="bad" title={failed} />}
        {said && <Notice tone="ok" title={said} />}
        {overdue > 0 && (
          <Notice
            tone="warn"
            title={words.overdue(overdue, alarmDays)}
            action={
              address.show !== 'overdue' && (
                <Button size="xs" variant="default" onClick={() => show({ ...wholePool, show: 'overdue' })}>
                  {words.shows.overdue}
                </Button>
              )
            }
          >
            {words.overdueWhat}
          </Notice>
        )}
        <WithheldPanel
          kinds={kinds}
          readAt={readAt}
          onDone={(what) => {
            setSaid(what);
            void revalidate();
          }}
        />
        <Panel flush>
          <PoolFilters address={address} kinds={kinds} waiting={waiting} onShow={show} />
          {may('handover.assign-pool') && chosen.size > 0 && (
            <div className={css.chosen}>
              <output>{words.chosen(chosen.size)}</output>
              <Button size="xs" onClick={() => setAssigning(true)}>
                {words.assign}
              </Button>
              <Button size="xs" variant="default" onClick={() => setChosen(new Map())}>
                {words.unchoose}
              </Button>
            </div>
          )}
          <div aria-busy={state === 'loading'}>
            {items.length > 0 ? (
              <PoolTable
                items={items}
                readAt={readAt}
                address={address}
                onSort={show}
                {...(may('handover.assign-pool') ? { selected: new Set(chosen.keys()), onSelect: choose } : {})}
              />
            ) : (
              <EmptyFace
                title={waiting > 0 ? words.nothing : words.none}
                level={2}
                action={
                  waiting > 0 && (
                    <Button variant="default" onClick={() => show(wholePool)}>
                      {words.clear}
                    </Button>
                  )
                }
              >
                {waiting > 0 ? words.nothingWhy : words.noneWhy}
              </EmptyFace>
            )}
          </div>
          <FirstAndMore
            first={address.after && (writePoolAddress({ ...address, after: undefined }) || '?')}
            more={next === null ? undefined : writePoolAddress({ ...address, after: next })}
            firstLabel={words.first}
            moreLabel={words.more}
          />
        </Panel>
      </div>
      {assigning && (
        <AssignDialog
          items={[...chosen.values()]}
          onClose={() => setAssigning(false)}
          onDone={(what) => {
            setAssigning(false);
            setChosen(new Map());
            setSaid(what);
            void revalidate();
          }}
        />
      )}
    </>
  );
}
