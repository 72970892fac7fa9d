import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import { useAct } from '#web/act.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { type Did, DidNotice } from '#web/ui/did-notice.tsx';
import { ExportButton } from '#web/ui/export-button.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { workFileWords } from '#web/words/work-files.ts';
import { recurringTaskWords } from '#web/words/recurring-tasks.ts';
import { holdersBelow, PersonCell } from '../../work/web/public.tsx';
import { ExportTypes, ListTypes, RetireType, type TaskType } from '../type-contract.ts';
import css from './task-lists.module.css';
import { TypeDialog } from './type-dialog.tsx';

const words = recurringTaskWords.types;

export const loader = ({ request }: LoaderFunctionArgs) => load(ListTypes, {}, request);

const columns: readonly Column<TaskType>[] = [
  {
    key: 'name',
    label: words.columns.name,
    small: 'title',
    cell: ({ name, urgent }) => (
      <span className={css.tags}>
        <b>{name}</b>
        {urgent && (
          <Tag tone="warn" icon={IconAlertTriangle}>
            {words.urgent}
          </Tag>
        )}
      </span>
    ),
  },
  { key: 'holder', label: words.columns.holder, cell: ({ holder }) => <PersonCell person={holder} /> },
  { key: 'due', label: words.columns.due, width: 140, small: 'side', cell: ({ dueDays }) => words.dueIn(dueDays) },
];

/** The types of task, and whose each is by default. */
export function TypesPage() {
  const { types } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const may = useMay();
  const { act, busy, trouble } = useAct();
  const [editing, setEditing] = useState<TaskType | 'new'>();
  const [did, setDid] = useState<Did>();
  const [failed, setFailed] = useState<string>();
  const settled = async (says: string) => {
    setEditing(undefined);
    setDid({ says });
    await revalidate();
  };
  const acts: Column<TaskType> = {
    key: 'actions',
    label: words.columns.actions,
    width: 160,
    small: 'actions',
    cell: (one) => (
      <span className={css.acts}>
        {may('tasks.update-type') && (
          <Button size="xs" variant="default" aria-label={words.editNamed(one.name)} onClick={() => setEditing(one)}>
            {words.edit}
          </Button>
        )}
        {may('tasks.retire-type') && (
          <Button
            size="xs"
            variant="default"
            disabled={busy}
            aria-label={words.retireNamed(one.name)}
            onClick={() =>
              void act(RetireType, { typeId: one.typeId }, { done: () => settled(words.retired(one.name)) })
            }
          >
            {words.retire}
          </Button>
        )}
      </span>
    ),
  };
  const acting = may('tasks.update-type') || may('tasks.retire-type');
  return (
    <Main>
      <PageHeader
        title={words.title}
        lead={words.lead}
        crumbs={[{ to: '/tasks', label: recurringTaskWords.tasks }]}
        actions={
          <>
            {may('tasks.export-types') && (
              <ExportButton
                operation={ExportTypes}
                input={{}}
                fileName={workFileWords.taskTypes.name}
                onFailed={setFailed}
              />
            )}
            {may('tasks.add-type') && (
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
                {words.add}
              </Button>
            )}
          </>
        }
      />
      <div className="stack">
        {(trouble ?? failed) && <Notice tone="bad" title={trouble ?? failed} />}
        <Panel flush>
          <DidNotice did={did} />
          {types.length === 0 ? (
            <EmptyFace title={words.none} level={2}>
              {words.noneWhy}
            </EmptyFace>
          ) : (
            <DataTable
              label={words.label}
              columns={acting ? [...columns, acts] : columns}
              rows={types}
              rowKey={({ typeId }) => typeId}
              rowName={({ name }) => name}
              under={holdersBelow}
            />
          )}
        </Panel>
      </div>
      <TypeDialog editing={editing} onClose={() => setEditing(undefined)} onSaved={(says) => void settled(says)} />
    </Main>
  );
}
