import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate, useNavigation } from 'react-router';
import { PassWithheld } from '#features/emergency-access/web/public.tsx';
import { inOrder, unfiltered, useTaking, WorkFilters } from '#features/work/web/public.tsx';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { ExportButton } from '#web/ui/export-button.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { FirstAndMore } from '#web/ui/first-and-more.tsx';
import { ListChoice } from '#web/ui/list-choice.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { useSteps } from '#web/use-steps.ts';
import { claimWords as words } from '#web/words/claims.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { claimStatuses, ExportClaims, type Folder, ListClaims, TakeClaim } from '../contract.ts';
import { readAddress, writeAddress } from './address.ts';
import css from './claims.module.css';
import { ClaimsTable } from './claims-table.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(new URL(request.url).searchParams);
  const { folder, status, patientId, after } = address;
  const asked = {
    folder,
    ...(status ? { status } : {}),
    ...(patientId ? { patientId } : {}),
    ...inOrder(address),
    ...(after ? { after } : {}),
  };
  return { ...(await load(ListClaims, asked, request)), address };
}

/** Claims that one must follow up, the oldest first; the pool; all of the clinic's or of one patient. */
export function ClaimsPage() {
  const { claims, next, waiting, address } = useLoaderData<typeof loader>();
  const step = useSteps(address, writeAddress);
  const { folder, status, patientId } = address;
  const go = useNavigate();
  const { state: going } = useNavigation();
  const { take, busy, trouble, did, dialog } = useTaking(TakeClaim, 'claim');
  const may = useMay();
  const [failed, setFailed] = useState<string>();
  const [passed, setPassed] = useState<string>();
  const patient = claims[0]?.patient;
  const ofPatient = patient ? words.ofPatient(`${patient.firstName} ${patient.lastName}`.trim()) : words.ofAPatient;
  const withheld = { open: waiting.withheld, pool: waiting.poolWithheld, all: 0 }[folder];
  const lists = [
    { list: 'open', label: words.folders.open, count: waiting.open },
    { list: 'pool', label: words.folders.pool, count: waiting.pool },
    { list: 'all', label: words.folders.all },
  ] as const;
  return (
    <>
      <PageHeader
        title={patientId ? ofPatient : words.title}
        lead={words.lead}
        actions={
          may('claims.export-claims') &&
          !patientId && (
            <ExportButton
              operation={ExportClaims}
              input={{ folder, ...(status ? { status } : {}), ...inOrder(address) }}
              fileName={workFileWords.claims.name}
              onFailed={setFailed}
            />
          )
        }
        {...(patientId ? { crumbs: [{ to: '/claims', label: words.title }] } : {})}
      />
      <div className="stack">
        {(trouble ?? failed) && <Notice tone="bad" title={trouble ?? failed} />}
        {did && <Notice tone="ok" title={did.says} />}
        {passed && <Notice tone="ok" title={passed} />}
        {withheld > 0 && (
          <Notice action={folder === 'open' && <PassWithheld kind="claim" onPassed={setPassed} />}>
            {(folder === 'pool' ? words.withheldInPool : words.withheld)(withheld)}
          </Notice>
        )}
        <Panel flush>
          {!patientId && (
            <>
              <ListChoice<Folder>
                label={words.which}
                lists={lists}
                chosen={folder}
                onChoose={(list) => void go(`/claims${writeAddress({ folder: list })}`)}
              />
              <WorkFilters
                offers={{
                  statuses: (folder === 'all' ? claimStatuses : claimStatuses.slice(0, 3)).map((value) => ({
                    value,
                    label: words.statuses[value],
                  })),
                  days: true,
                  order: folder === 'all' ? 'latest' : 'oldest',
                }}
                address={{ ...unfiltered, ...address }}
                onShow={({ status: chosen, ...changed }) =>
                  step(
                    {
                      after: undefined,
                      ...(chosen !== undefined && { status: claimStatuses.find((one) => one === chosen) }),
                      ...changed,
                    },
                    { preventScrollReset: true },
                  )
                }
              />
            </>
          )}
          <div aria-busy={going === 'loading'} className={css.rows}>
            {claims.length === 0 && (status ?? address.from ?? address.to) ? (
              <EmptyFace
                title={words.noneOf}
                level={2}
                action={
                  <Button variant="default" component={Link} to={`/claims${writeAddress({ folder, patientId })}`}>
                    {words.showAll}
                  </Button>
                }
              >
                {words.noneOfWhy}
              </EmptyFace>
            ) : claims.length === 0 ? (
              <EmptyFace title={words.empty[folder]} level={2}>
                {words.emptyWhy[folder]}
              </EmptyFace>
            ) : (
              <ClaimsTable
                claims={claims}
                folder={folder}
                ofPatient={patientId !== undefined}
                busy={busy}
                onTake={({ claimId, service }) => take({ claimId }, { itemId: claimId, name: service })}
              />
            )}
          </div>
          <FirstAndMore
            first={address.after && `/claims${writeAddress({ ...address, after: undefined })}`}
            more={next === null ? undefined : `/claims${writeAddress({ ...address, after: next })}`}
            moreLabel={words.more}
          />
        </Panel>
        {dialog}
      </div>
    </>
  );
}
