import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import { useAct } from '#web/act.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { type Did, DidNotice } from '#web/ui/did-notice.tsx';
import { ExportButton } from '#web/ui/export-button.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { workFileWords } from '#web/words/work-files.ts';
import { labWords as words } from '#web/words/labs.ts';
import { GiveDialog } from '../../work/web/public.tsx';
import { ExportIntegrations, type Integration, ListIntegrations, TransferIntegration } from '../contract.ts';
import { IntegrationDialog } from './integration-dialog.tsx';
import { IntegrationsTable } from './integrations-table.tsx';

export const loader = ({ request }: LoaderFunctionArgs) => load(ListIntegrations, {}, request);

/** The clinic's connections to laboratories, and in whose name each runs. */
export function IntegrationsPage() {
  const { integrations } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const may = useMay();
  const { act, busy, trouble, forget } = useAct();
  const [editing, setEditing] = useState<Integration | 'new'>();
  const [giving, setGiving] = useState<Integration>();
  const [did, setDid] = useState<Did>();
  const [failed, setFailed] = useState<string>();
  const settled = async (says: string) => {
    setEditing(undefined);
    setGiving(undefined);
    setDid({ says });
    await revalidate();
  };
  const transfer = (holderId: Integration['holder']['userId'] | null, says: string) => {
    if (!giving || holderId === null) return;
    const { integrationId, name } = giving;
    void act(TransferIntegration, { integrationId, holderId }, { done: () => settled(words.nowIts(name, says)) });
  };
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <>
            {may('labs.export-integrations') && (
              <ExportButton
                operation={ExportIntegrations}
                input={{}}
                fileName={workFileWords.integrations.name}
                onFailed={setFailed}
              />
            )}
            {may('labs.add-integration') && (
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
                {words.add}
              </Button>
            )}
          </>
        }
      />
      {failed && <Notice tone="bad" title={failed} />}
      <Panel flush>
        <DidNotice did={did} />
        {integrations.length === 0 ? (
          <EmptyFace title={words.none} level={2}>
            {words.noneWhy}
          </EmptyFace>
        ) : (
          <IntegrationsTable
            integrations={integrations}
            onEdit={setEditing}
            onTransfer={(integration) => {
              forget();
              setGiving(integration);
            }}
          />
        )}
      </Panel>
      <IntegrationDialog
        editing={editing}
        onClose={() => setEditing(undefined)}
        onSaved={(says) => void settled(says)}
      />
      <GiveDialog
        kind="lab-integration"
        itemId={giving?.integrationId}
        opened={giving !== undefined}
        name={giving?.name ?? ''}
        pool={false}
        offered={({ userId }) => userId !== giving?.holder.userId}
        busy={busy}
        trouble={trouble}
        onClose={() => setGiving(undefined)}
        onGive={transfer}
      />
    </>
  );
}
