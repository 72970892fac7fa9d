import { Button } from '@mantine/core';
import { IconArrowRight, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import { PersonCell } from '#features/work/web/public.tsx';
import { useAct } from '#web/act.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { type Did, DidNotice } from '#web/ui/did-notice.tsx';
import { ExportButton } from '#web/ui/export-button.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { workFileWords } from '#web/words/work-files.ts';
import { groupWords as words } from '#web/words/message-groups.ts';
import { workWords } from '#web/words/work.ts';
import { ExportGroups, type Group, ListGroups, RetireGroup } from '../group-contract.ts';
import { GroupDialog } from './group-dialog.tsx';
import css from './groups.module.css';

export const loader = ({ request }: LoaderFunctionArgs) => load(ListGroups, {}, request);

const columns: readonly Column<Group>[] = [
  {
    key: 'name',
    label: words.columns.name,
    small: 'title',
    cell: ({ name, members }) => (
      <span className={css.name}>
        <b>{name}</b>
        <span className="tiny dim">{words.count(members.length)}</span>
      </span>
    ),
  },
  {
    key: 'members',
    label: words.columns.members,
    cell: ({ members }) => (
      <span className={css.people}>
        {members.map((one) => (
          <span key={one.userId} className={css.person}>
            <PersonCell person={one} />
            {one.cameFrom && (
              <Tag tone="away" icon={IconArrowRight}>
                {workWords.from(one.cameFrom.name)}
              </Tag>
            )}
          </span>
        ))}
      </span>
    ),
  },
];

/** The groups that can be written to, and who is and was in them. */
export function GroupsPage() {
  const { groups } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const may = useMay();
  const { act, busy, trouble } = useAct();
  const [editing, setEditing] = useState<Group | 'new'>();
  const [did, setDid] = useState<Did>();
  const [failed, setFailed] = useState<string>();
  const settled = async (says: string) => {
    setEditing(undefined);
    setDid({ says });
    await revalidate();
  };
  const acts: Column<Group> = {
    key: 'actions',
    label: words.columns.actions,
    width: 160,
    small: 'actions',
    cell: (one) => (
      <span className={css.acts}>
        {may('inbox.update-group') && (
          <Button size="xs" variant="default" aria-label={words.editNamed(one.name)} onClick={() => setEditing(one)}>
            {words.edit}
          </Button>
        )}
        {may('inbox.retire-group') && (
          <Button
            size="xs"
            variant="default"
            disabled={busy}
            aria-label={words.retireNamed(one.name)}
            onClick={() =>
              void act(RetireGroup, { groupId: one.groupId }, { done: () => settled(words.retired(one.name)) })
            }
          >
            {words.retire}
          </Button>
        )}
      </span>
    ),
  };
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <>
            {may('inbox.export-groups') && (
              <ExportButton
                operation={ExportGroups}
                input={{}}
                fileName={workFileWords.groups.name}
                onFailed={setFailed}
              />
            )}
            {may('inbox.add-group') && (
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
          {groups.length === 0 ? (
            <EmptyFace title={words.none} level={2}>
              {words.noneWhy}
            </EmptyFace>
          ) : (
            <DataTable
              label={words.label}
              columns={[...columns, acts]}
              rows={groups}
              rowKey={({ groupId }) => groupId}
              rowName={({ name }) => name}
              under={({ former }) => former.length > 0 && <Former former={former} />}
            />
          )}
        </Panel>
      </div>
      <GroupDialog editing={editing} onClose={() => setEditing(undefined)} onSaved={(says) => void settled(says)} />
    </>
  );
}

const Former = ({ former }: Pick<Group, 'former'>) => (
  <details className={css.history}>
    <summary>{words.former}</summary>
    <ul>
      {former.map((one) => (
        <li key={`${one.userId} ${one.until}`} className={css.person}>
          <PersonCell person={one} />
          <span className="tiny dim">
            {words.until} <TimeText instant={one.until} />
          </span>
        </li>
      ))}
    </ul>
  </details>
);
