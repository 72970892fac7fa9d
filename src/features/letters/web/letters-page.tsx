import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { letterWords as words } from '#web/words/letters.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { inOrder, readAddress, useTaking, WorkPage } from '../../work/web/public.tsx';
import { folders, type LetterStatus, letterStatuses, ListLetters, TakeLetter, ExportLetters } from '../contract.ts';
import { LettersTable } from './letters-table.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(request, folders, letterStatuses);
  const { folder, status, after } = address;
  const asked = {
    folder,
    ...(status ? { status: status as LetterStatus } : {}),
    ...inOrder(address),
    ...(after ? { after } : {}),
  };
  return { ...(await load(ListLetters, asked, request)), address };
}

const open = letterStatuses.slice(0, 3);

/** Letters that one must write, sign or send; the pool; all of the clinic's. */
export function LettersPage() {
  const { letters, next, waiting, address } = useLoaderData<typeof loader>();
  const may = useMay();
  const { take, busy, trouble, did, dialog } = useTaking(TakeLetter, 'letter');
  return (
    <WorkPage
      at="/letters"
      words={words}
      folders={folders}
      address={address}
      waiting={waiting}
      kind="letter"
      next={next}
      offers={{ days: true, order: address.folder === 'all' ? 'latest' : 'oldest' }}
      file={{
        operation: ExportLetters,
        input: {
          folder: address.folder,
          ...(address.status ? { status: address.status } : {}),
          ...inOrder(address),
        },
        fileName: workFileWords.letters.name,
      }}
      statuses={address.folder === 'all' ? letterStatuses : open}
      count={letters.length}
      trouble={trouble}
      did={did}
      actions={
        may('letters.add-letter') && (
          <Button component={Link} to="/letters/add" leftSection={<IconPlus size={16} aria-hidden />}>
            {words.add}
          </Button>
        )
      }
    >
      <LettersTable
        letters={letters}
        folder={address.folder}
        busy={busy}
        onTake={({ letterId, subject }) => take({ letterId }, { itemId: letterId, name: subject })}
      />
      {dialog}
    </WorkPage>
  );
}
