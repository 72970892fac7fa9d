import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { secureMessageWords as words } from '#web/words/secure-messages.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { inOrder, readAddress, useTaking, WorkPage } from '../../work/web/public.tsx';
import {
  type ConversationStatus,
  conversationStatuses,
  folders,
  ListConversations,
  TakeConversation,
  ExportConversations,
} from '../contract.ts';
import { ConversationsTable } from './conversations-table.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(request, folders, conversationStatuses);
  const { folder, status, after } = address;
  const asked = {
    folder,
    ...(status ? { status: status as ConversationStatus } : {}),
    ...inOrder(address),
    ...(after ? { after } : {}),
  };
  return { ...(await load(ListConversations, asked, request)), address };
}

const open = conversationStatuses.slice(0, 3);

/** Conversations with outside parties: one's own, the pool, all. */
export function ConversationsPage() {
  const { conversations, next, waiting, address } = useLoaderData<typeof loader>();
  const may = useMay();
  const { take, busy, trouble, did, dialog } = useTaking(TakeConversation, 'secure-message');
  return (
    <WorkPage
      at="/secure-messages"
      words={words}
      folders={folders}
      address={address}
      waiting={waiting}
      kind="secure-message"
      next={next}
      offers={{ days: true, order: address.folder === 'all' ? 'latest' : 'oldest' }}
      file={{
        operation: ExportConversations,
        input: {
          folder: address.folder,
          ...(address.status ? { status: address.status } : {}),
          ...inOrder(address),
        },
        fileName: workFileWords.conversations.name,
      }}
      statuses={address.folder === 'all' ? conversationStatuses : open}
      count={conversations.length}
      trouble={trouble}
      did={did}
      actions={
        may('secure-messages.open-conversation') && (
          <Button component={Link} to="/secure-messages/add" leftSection={<IconPlus size={16} aria-hidden />}>
            {words.add}
          </Button>
        )
      }
    >
      <ConversationsTable
        conversations={conversations}
        folder={address.folder}
        busy={busy}
        onTake={({ conversationId, subject }) => take({ conversationId }, { itemId: conversationId, name: subject })}
      />
      {dialog}
    </WorkPage>
  );
}
