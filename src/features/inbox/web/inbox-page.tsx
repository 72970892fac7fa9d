import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconLock, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import {
  Link,
  type LoaderFunctionArgs,
  Outlet,
  useLoaderData,
  useNavigate,
  useNavigation,
  useParams,
  useRevalidator,
} from 'react-router';
import { useBeforeTaking } from '#features/work/web/public.tsx';
import { PassWithheld } from '#features/emergency-access/web/public.tsx';
import { useAct } from '#web/act.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { type Did, DidNotice } from '#web/ui/did-notice.tsx';
import { ExportButton } from '#web/ui/export-button.tsx';
import { EmptyFace, LoadingFace } from '#web/ui/faces.tsx';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { inboxWords as words } from '#web/words/inbox.ts';
import { ExportInbox, type InboxLine, ListInbox, ListPool, TakeMessage } from '../contract.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { type InboxAddress, readAddress, writeAddress } from './address.ts';
import { ComposeDialog } from './compose-dialog.tsx';
import type { Desk } from './desk.ts';
import { newDraft } from './draft.ts';
import { FolderNav } from './folder-nav.tsx';
import css from './inbox-page.module.css';
import { MessageList } from './message-list.tsx';
import { useDrafts } from './use-drafts.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(new URL(request.url).searchParams);
  const { folder, unread, after } = address;
  const page = after ? { after } : {};
  const list =
    folder === 'pool'
      ? await load(ListPool, page, request)
      : await load(ListInbox, { folder, ...(unread ? { unread } : {}), ...page }, request);
  return { ...list, address };
}

/** Open or unread, in the inbox itself. */
function ShownChoice({ address: { folder, unread } }: { readonly address: InboxAddress }) {
  const go = useNavigate();
  if (folder !== 'inbox') return null;
  return (
    <SegmentedControl
      aria-label={words.show}
      size="xs"
      value={unread ? 'unread' : 'open'}
      data={[
        { value: 'open', label: words.open },
        { value: 'unread', label: words.unread },
      ]}
      onChange={(chosen) => void go(`/inbox${writeAddress({ unread: chosen === 'unread' })}`)}
    />
  );
}

/** The way to the older messages and back. */
const Pages = ({ address, next }: { readonly address: InboxAddress; readonly next: string | null }) => (
  <div className={css.pages}>
    {address.after && (
      <Button
        size="xs"
        variant="default"
        component={Link}
        to={`/inbox${writeAddress({ ...address, after: undefined })}`}
      >
        {words.newest}
      </Button>
    )}
    {next && (
      <Button size="xs" variant="default" component={Link} to={`/inbox${writeAddress({ ...address, after: next })}`}>
        {words.older}
      </Button>
    )}
  </div>
);

/** Another message is on its way. */
function useOpening(openId: string | undefined): boolean {
  const { state, location } = useNavigation();
  const goingTo = /^\/inbox\/([^/]+)$/.exec(location?.pathname ?? '')?.[1];
  return state === 'loading' && goingTo !== undefined && goingTo !== openId;
}

interface ListProps {
  readonly openId: string | undefined;
  readonly did: Did | undefined;
  readonly onWrite: () => void;
  readonly onDid: (did: Did) => void;
}

/** The folder's head, what has just been done, and its messages. */
function List({ openId, did, onWrite, onDid }: ListProps) {
  const { items, next, withheld, address } = useLoaderData<typeof loader>();
  const { act, trouble } = useAct();
  const [failed, setFailed] = useState<string>();
  const { revalidate } = useRevalidator();
  const go = useNavigate();
  const may = useMay();
  const { folder, unread } = address;
  const empty = folder === 'inbox' && unread ? 'unread' : folder;
  const { before, dialog } = useBeforeTaking();
  const take = ({ itemId, subject }: InboxLine) =>
    act(
      TakeMessage,
      { itemId },
      {
        done: async () => {
          await go(`/inbox/${itemId}`);
          onDid({ says: words.did.taken(subject) });
        },
        refused: async () => {
          await revalidate();
          return false;
        },
      },
    );
  return (
    <section className={css.list} aria-labelledby="folder-title">
      <div className={css.listHead}>
        <h2 id="folder-title">{words.folder[folder]}</h2>
        <ShownChoice address={address} />
        {may('inbox.send-message') && (
          <ActionIcon className={css.writeSmall} size={36} aria-label={words.write} onClick={onWrite}>
            <IconPencil size={18} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <DidNotice did={did} />
      {(trouble ?? failed) && <Notice tone="bad">{trouble ?? failed}</Notice>}
      {withheld > 0 && folder === 'inbox' && !address.after && (
        <div className={css.withheld}>
          <IconLock size={15} aria-hidden />
          <span>{words.withheld(withheld)}</span>
          <PassWithheld kind="message" onPassed={(says) => onDid({ says })} />
        </div>
      )}
      {items.length > 0 ? (
        <MessageList
          items={items}
          folder={folder}
          openId={openId}
          search={writeAddress(address)}
          onTake={(item) => before({ kind: 'message', itemId: item.itemId, name: item.subject }, () => void take(item))}
        />
      ) : (
        <EmptyFace title={words.empty[empty]}>{words.emptyWhy[empty]}</EmptyFace>
      )}
      {dialog}
      <Pages address={address} next={next} />
      {may('inbox.export-inbox') && items.length > 0 && (
        <div className={css.export}>
          <ExportButton
            operation={ExportInbox}
            input={{ folder, ...(folder === 'inbox' && unread ? { unread } : {}) }}
            fileName={workFileWords.inbox.name}
            onFailed={setFailed}
          />
        </div>
      )}
    </section>
  );
}

/** Folders, the list, and the message that is open; on small screens the list, then the message. */
export function InboxPage() {
  const { counts, address } = useLoaderData<typeof loader>();
  const { itemId } = useParams();
  const opening = useOpening(itemId);
  const [did, setDid] = useState<Did>();
  const drafts = useDrafts();
  const reading = itemId !== undefined || opening;
  usePageTitle(words.inbox, { ownFocus: reading });
  const write = () => drafts.open(newDraft);
  const desk: Desk = { compose: drafts.open, did: setDid, listAddress: `/inbox${writeAddress(address)}` };
  return (
    <Main className={css.main}>
      <h1 className="said">{words.inbox}</h1>
      <div className={css.page} data-reading={reading}>
        <FolderNav here={address.folder} counts={counts} onWrite={write} />
        <List openId={itemId} did={did} onWrite={write} onDid={setDid} />
        <div className={css.read}>
          {opening ? (
            <div className={css.body}>
              <LoadingFace label={words.opening} />
            </div>
          ) : (
            <Outlet context={desk} />
          )}
        </div>
      </div>
      <ComposeDialog drafts={drafts} onSent={(says) => setDid({ says })} />
    </Main>
  );
}
