import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { ExportButton } from '#web/ui/export-button.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { roleWords } from '#web/words/roles.ts';
import { ExportHolders, type Holder, ListHolders } from '../access-contract.ts';
import css from './access.module.css';
import { AsOfBar } from './as-of-bar.tsx';
import { type AsOf, asOfOf, searchOf } from './as-of.ts';
import { throughColumn, whyColumn } from './holder-columns.tsx';

const words = roleWords.holders;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const asOf = asOfOf(searchParams);
  const after = searchParams.get('after') ?? undefined;
  const input = { permission: params['permission'] ?? '', ...asOf, ...(after ? { after } : {}) };
  return { ...(await load(ListHolders, input, request)), asOf, later: after !== undefined };
}

const columns = (asOf: AsOf, mayAsk: boolean): Column<Holder>[] => [
  {
    key: 'user',
    label: words.columns.user,
    small: 'title',
    cell: ({ name, deactivated, locked }) => (
      <span className={css.tags}>
        <PersonChip name={name} deactivated={deactivated} size="sm" />
        {locked && <Tag icon={IconLock}>{words.locked}</Tag>}
      </span>
    ),
  },
  { key: 'type', label: words.columns.type, width: 120, small: 'side', cell: ({ type }) => type },
  throughColumn(260),
  ...whyColumn<Holder>(asOf, mayAsk),
];

/** From the permission's side: everybody who has it, and through which roles, now or at a past moment. */
export function PermissionPage() {
  const { says, permission, users, holders, next, recordedSince, asOf, later } = useLoaderData<typeof loader>();
  const may = useMay();
  const { today } = useClinic();
  const [failed, setFailed] = useState<string>();
  const go = useNavigate();
  const past = asOf.day !== undefined;
  const show = (after?: string) => {
    const search = new URLSearchParams({ ...asOf, ...(after ? { after } : {}) });
    void go(`?${search}`);
  };
  return (
    <div className="stack">
      <PageHeader
        title={says}
        lead={`${words.lead(users, past)} ${permission}`}
        actions={
          may('roles.export-holders') && (
            <ExportButton
              operation={ExportHolders}
              input={{ permission, ...asOf }}
              fileName={words.file(today)}
              onFailed={setFailed}
            />
          )
        }
        crumbs={may('roles.read-access') ? [{ to: '/admin/access', label: words.crumb }] : []}
      />
      {failed && <Notice tone="bad" title={failed} />}
      <AsOfBar key={searchOf(asOf)} asOf={asOf} recordedSince={recordedSince} />
      <Panel flush title={past ? words.whoThen : words.who} lead={roleWords.users(users)}>
        {users === 0 ? (
          <EmptyFace title={words.nobody} level={3}>
            {words.nobodyWhy}
          </EmptyFace>
        ) : (
          <DataTable
            label={words.table}
            columns={columns(asOf, may('roles.read-access'))}
            rows={holders}
            rowKey={({ userId }) => userId}
            rowName={({ name }) => name}
          />
        )}
        {(later || next) && (
          <div className={`${css.pages} row`}>
            {later && (
              <Button size="xs" variant="default" onClick={() => show()}>
                {words.first}
              </Button>
            )}
            {next && (
              <Button size="xs" variant="default" onClick={() => show(next)}>
                {words.next}
              </Button>
            )}
          </div>
        )}
      </Panel>
    </div>
  );
}
