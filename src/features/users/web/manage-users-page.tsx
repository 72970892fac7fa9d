import { Button } from '@mantine/core';
import { IconDownload, IconPlus, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useLocation, useNavigate, useNavigation } from 'react-router';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { nextSort } from '#web/ui/data-table-sort.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Pager } from '#web/ui/pager.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { importWords } from '#web/words/import-users.ts';
import { userWords } from '#web/words/users.ts';
import { ListUsers, ReadUserChoices } from '../contract.ts';
import { SelectionBar } from './bulk/selection-bar.tsx';
import { DoneNotice } from './done-notice.tsx';
import { useExport } from './import/use-export.ts';
import { askedBy, noFilters, readAddress, totals, writeAddress } from './list-address.ts';
import css from './manage-users-page.module.css';
import { NobodyFace } from './nobody-face.tsx';
import { useListAddress } from './use-list-address.ts';
import { UserFilters } from './user-filters.tsx';
import { UserLists } from './user-lists.tsx';
import { UsersTable } from './users-table.tsx';
import { lookUpWhatWaits, WhatWaits } from './what-waits.tsx';

const words = userWords.manage;

/** The users asked for, and what waits for an administrator. */
export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(new URL(request.url).searchParams);
  const [said, choices, waits] = await Promise.all([
    load(ListUsers, askedBy(address), request),
    load(ReadUserChoices, {}, request),
    lookUpWhatWaits(request.signal),
  ]);
  // oxlint-disable-next-line no-throw-literal -- React Router hands what a loader throws to the error face as it is
  if ('ok' in waits) throw waits;
  return { ...said, choices, address, waits };
}

/** Everyone who works here or has worked here, found while typing. */
export function ManageUsersPage() {
  const { users, next, counts, choices, address, waits } = useLoaderData<typeof loader>();
  const { state } = useLocation() as { state: { fromPageBefore?: boolean } | null };
  const go = useNavigate();
  const loading = useNavigation().state === 'loading';
  const may = useMay();
  const show = useListAddress(address);
  const { begin, read, said } = useExport(address);
  const maySelect = may('users.change-roles') && may('users.preview-roles');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const total = totals(counts)[address.list];
  const onNext = () => {
    if (!next) return;
    const search = writeAddress({ ...address, after: next, from: address.from + users.length });
    void go({ search }, { state: { fromPageBefore: true } });
  };
  // A cursor leads only forward; back is where the reader came from, or the first page.
  const onPrevious = () => void (state?.fromPageBefore ? go(-1) : show({}));
  return (
    <div className={`stack ${css.page}`}>
      <PageHeader
        title={userWords.manageUsers}
        lead={words.lead}
        actions={
          <>
            {may('users.export-users') && (
              <Button
                variant="default"
                leftSection={<IconDownload size={16} aria-hidden />}
                aria-disabled={read !== undefined}
                onClick={() => void begin()}
              >
                {read === undefined ? importWords.export.action : importWords.export.busy(read)}
              </Button>
            )}
            {may('users.import-users') && (
              <Button
                variant="default"
                component={Link}
                to="/admin/users/import"
                leftSection={<IconUpload size={16} aria-hidden />}
              >
                {importWords.export.toImport}
              </Button>
            )}
            {may('users.add-user') && (
              <Button component={Link} to="/admin/users/add" leftSection={<IconPlus size={16} aria-hidden />}>
                {words.addUser}
              </Button>
            )}
          </>
        }
      />
      <DoneNotice />
      {said && (
        <Notice tone={said.tone} title={said.title}>
          {said.why}
        </Notice>
      )}
      <WhatWaits {...waits} />
      <Panel flush>
        <UserLists address={address} counts={counts} onShow={(list) => show({ list })} />
        <UserFilters address={address} choices={choices} onShow={(other) => show(other, true)} />
        {maySelect && <SelectionBar selected={selected} choices={choices} onClear={() => setSelected(new Set())} />}
        <div aria-busy={loading} className={css.rows}>
          {users.length === 0 ? (
            <NobodyFace address={address} onClear={() => show({ keyword: '', ...noFilters })} />
          ) : (
            <UsersTable
              users={users}
              waiting={waits.waiting}
              sort={address.sort}
              {...(maySelect ? { selected, onSelect: setSelected } : {})}
              onSort={(key) => show({ sort: nextSort(address.sort, key) })}
            />
          )}
        </div>
        {total > 0 && (
          <Pager
            from={Math.min(address.from, total)}
            to={Math.min(address.from + users.length - 1, total)}
            total={total}
            onPrevious={address.after ? onPrevious : undefined}
            onNext={next ? onNext : undefined}
          />
        )}
      </Panel>
    </div>
  );
}
