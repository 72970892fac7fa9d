import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Form, type LoaderFunctionArgs, useLoaderData, useLocation, useNavigate } from 'react-router';
import type { Input } from '#kernel/contract.ts';
import { load } from '#web/load.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Pager } from '#web/ui/pager.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { userRecordWords } from '#web/words/user-records.ts';
import { ListUsers, type UserLine } from '../contract.ts';
import { DoneNotice } from './done-notice.tsx';
import { nameOf } from './user-draft.ts';
import css from './record-search.module.css';

const words = userRecordWords.records;

/** The users whose records are searched, by what the address says; an empty search lists them all. */
export const searching =
  (which: Pick<Input<typeof ListUsers>, 'status' | 'hasCredentials'>) =>
  async ({ request }: LoaderFunctionArgs) => {
    const search = new URL(request.url).searchParams;
    const keyword = (search.get('keyword') ?? '').slice(0, 100);
    const after = search.get('after') ?? undefined;
    const asked = { ...which, ...(keyword.trim() ? { keyword } : {}), ...(after ? { after } : {}) };
    const from = after ? Number(search.get('from')) || 1 : 1;
    return { ...(await load(ListUsers, asked, request)), keyword, after, from };
  };

interface RecordSearchProps {
  readonly title: string;
  readonly lead: string;
  /** What can be typed. */
  readonly hint: string;
  readonly table: string;
  readonly columns: readonly Column<UserLine>[];
}

/** One of the three records of the guides: a search that is sent with its button, and what it found. */
export function RecordSearch({ title, lead, hint, table, columns }: RecordSearchProps) {
  const { users, next, keyword, after, from } = useLoaderData<ReturnType<typeof searching>>();
  const { state } = useLocation() as { state: { fromPageBefore?: boolean } | null };
  const go = useNavigate();
  const found = keyword ? { keyword } : {};
  const onNext = () => {
    if (!next) return;
    const search = new URLSearchParams({ ...found, after: next, from: String(from + users.length) });
    void go({ search: `?${search}` }, { state: { fromPageBefore: true } });
  };
  // A cursor leads only forward; back is where the reader came from, or the first page.
  const onPrevious = () => void (state?.fromPageBefore ? go(-1) : go({ search: `?${new URLSearchParams(found)}` }));
  return (
    <div className="stack">
      <PageHeader title={title} lead={lead} />
      <DoneNotice />
      <Panel flush>
        <search aria-label={title}>
          <Form className={css.search}>
            <TextInput
              key={keyword}
              name="keyword"
              label={hint}
              defaultValue={keyword}
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
            />
            <Button type="submit" variant="default" leftSection={<IconSearch size={16} aria-hidden />}>
              {words.search}
            </Button>
          </Form>
        </search>
        {users.length === 0 ? (
          <EmptyFace level={2} title={words.none}>
            {words.noneWhy}
          </EmptyFace>
        ) : (
          <DataTable
            label={table}
            columns={columns}
            rows={users}
            rowKey={({ userId }) => userId}
            rowName={nameOf}
            quiet={({ status }) => status === 'inactive'}
          />
        )}
        {(next !== null || after !== undefined) && (
          <Pager
            from={from}
            to={from + users.length - 1}
            onPrevious={after ? onPrevious : undefined}
            onNext={next ? onNext : undefined}
          />
        )}
      </Panel>
    </div>
  );
}
