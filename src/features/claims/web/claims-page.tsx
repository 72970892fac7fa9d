import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate, useNavigation, useRevalidator } from 'react-router';
import { PassWithheld } from '#features/emergency-access/web/public.tsx';
import { useAct } from '#web/act.ts';
import { load } from '#web/load.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { ListChoice } from '#web/ui/list-choice.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { claimWords as words } from '#web/words/claims.ts';
import { type Claim, claimStatuses, type Folder, ListClaims, TakeClaim } from '../contract.ts';
import { type ClaimsAddress, readAddress, writeAddress } from './address.ts';
import css from './claims.module.css';
import { ClaimsTable } from './claims-table.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(new URL(request.url).searchParams);
  const { folder, status, patientId, after } = address;
  const asked = {
    folder,
    ...(status ? { status } : {}),
    ...(patientId ? { patientId } : {}),
    ...(after ? { after } : {}),
  };
  return { ...(await load(ListClaims, asked, request)), address };
}

/** The way to the rest of the list and back to its beginning. */
const Pages = ({ address, next }: { readonly address: ClaimsAddress; readonly next: string | null }) =>
  (address.after ?? next) ? (
    <div className={css.pages}>
      {address.after && (
        <Button
          size="xs"
          variant="default"
          component={Link}
          to={`/claims${writeAddress({ ...address, after: undefined })}`}
        >
          {words.first}
        </Button>
      )}
      {next && (
        <Button size="xs" variant="default" component={Link} to={`/claims${writeAddress({ ...address, after: next })}`}>
          {words.more}
        </Button>
      )}
    </div>
  ) : null;

/** Claims that one must follow up, the oldest first; the pool; all of the clinic's or of one patient. */
export function ClaimsPage() {
  const { claims, next, waiting, address } = useLoaderData<typeof loader>();
  const { folder, status, patientId } = address;
  const go = useNavigate();
  const { state: going } = useNavigation();
  const { revalidate } = useRevalidator();
  const { act, busy, trouble } = useAct();
  const [took, setTook] = useState<string>();
  const [passed, setPassed] = useState<string>();
  const patient = claims[0]?.patient;
  const ofPatient = patient ? words.ofPatient(`${patient.firstName} ${patient.lastName}`.trim()) : words.ofAPatient;
  const withheld = { open: waiting.withheld, pool: waiting.poolWithheld, all: 0 }[folder];
  const take = ({ claimId, service }: Claim) =>
    void act(
      TakeClaim,
      { claimId },
      {
        done: async () => {
          setTook(service);
          await revalidate();
        },
        refused: async () => {
          await revalidate();
          return false;
        },
      },
    );
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
        {...(patientId ? { crumbs: [{ to: '/claims', label: words.title }] } : {})}
      />
      <div className="stack">
        {trouble && <Notice tone="bad" title={trouble} />}
        {took && !trouble && <Notice tone="ok" title={words.took(took)} />}
        {passed && <Notice tone="ok" title={passed} />}
        {withheld > 0 && (
          <Notice action={folder === 'open' && <PassWithheld kind="claim" onPassed={setPassed} />}>
            {(folder === 'pool' ? words.withheldInPool : words.withheld)(withheld)}
          </Notice>
        )}
        <Panel flush>
          {!patientId && (
            <div className={css.head}>
              <ListChoice<Folder>
                label={words.which}
                lists={lists}
                chosen={folder}
                onChoose={(list) => void go(`/claims${writeAddress({ folder: list })}`)}
              />
              <NativeSelect
                aria-label={words.columns.status}
                value={status ?? ''}
                data={[
                  { value: '', label: words.allStates },
                  ...(folder === 'all' ? claimStatuses : claimStatuses.slice(0, 3)).map((value) => ({
                    value,
                    label: words.statuses[value],
                  })),
                ]}
                onChange={({ currentTarget: { value } }) =>
                  void go(`/claims${writeAddress({ folder, status: claimStatuses.find((one) => one === value) })}`)
                }
              />
            </div>
          )}
          <div aria-busy={going === 'loading'} className={css.rows}>
            {claims.length === 0 && status ? (
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
                onTake={take}
              />
            )}
          </div>
          <Pages address={address} next={next} />
        </Panel>
      </div>
    </>
  );
}
