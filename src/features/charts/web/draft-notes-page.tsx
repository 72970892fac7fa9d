import { Button } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import {
  GiveDialog,
  inOrder,
  listName,
  NameCell,
  PersonCell,
  readAddress,
  useWorkActs,
  WorkPage,
} from '#features/work/web/public.tsx';
import { load } from '#web/load.ts';
import { useCovers, useMay, useSession } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { ForWhom } from '#web/ui/for-whom.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { draftNoteWords as words } from '#web/words/draft-notes.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { workWords } from '#web/words/work.ts';
import { type DraftNote, draftFolders, ExportDraftNotes, GiveNote, ListDraftNotes, PassNote } from '../contract.ts';
import css from './draft-notes.module.css';

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(request, draftFolders, []);
  const { after } = address;
  const asked = { folder: address.folder, ...inOrder(address), ...(after ? { after } : {}) };
  return { ...(await load(ListDraftNotes, asked, request)), address };
}

const columns: readonly Column<DraftNote>[] = [
  {
    key: 'note',
    label: words.columns.note,
    small: 'title',
    cell: ({ title, patient, cameFrom, holder }) => (
      <NameCell
        to={`/patients/${patient.patientId}/chart`}
        name={title}
        detail={`${listName(patient)}, ${words.numbered(patient.demographicNumber)}`}
        cameFrom={cameFrom}
      >
        <ForWhom kind="chart-note" holder={holder} />
      </NameCell>
    ),
  },
  {
    key: 'author',
    label: words.columns.author,
    cell: ({ author }) =>
      author ? <PersonCell person={author} /> : <span className="dim">{words.unknownAuthor}</span>,
  },
  {
    key: 'written',
    label: words.columns.written,
    width: 170,
    small: 'side',
    cell: ({ writtenAt }) => <TimeText instant={writtenAt} />,
  },
];

const holderColumn: Column<DraftNote> = {
  key: 'holder',
  label: words.columns.holder,
  cell: ({ holder }) => <PersonCell person={holder} />,
};

/** The notes that wait for one's signature, or for a colleague's: each leads to the chart where it is signed, or goes to somebody else. */
export function DraftNotesPage() {
  const { notes, next, waiting, address } = useLoaderData<typeof loader>();
  const may = useMay();
  const { userId } = useSession();
  const covers = useCovers('chart-note');
  const isOwn = ({ holder }: DraftNote) => holder !== null && (holder.userId === userId || covers(holder));
  const mayGive = (note: DraftNote) => may(isOwn(note) ? GiveNote.name : PassNote.name);
  const { run, ask, asking, busy, trouble, did } = useWorkActs<'give'>();
  const [given, setGiven] = useState<DraftNote>();
  const nameOf = (note: DraftNote) => words.named(note.title, listName(note.patient));
  const acts: Column<DraftNote> = {
    key: 'actions',
    label: workWords.actions,
    width: 90,
    small: 'actions',
    cell: (note) =>
      mayGive(note) && (
        <Button
          size="xs"
          variant="default"
          aria-label={words.giveNamed(note.title, listName(note.patient))}
          onClick={() => {
            setGiven(note);
            ask('give');
          }}
        >
          {words.give}
        </Button>
      ),
  };
  return (
    <>
      <WorkPage
        at="/notes"
        words={words}
        folders={draftFolders}
        address={address}
        waiting={waiting}
        kind="chart-note"
        offers={{ days: true, order: 'oldest' }}
        file={{
          operation: ExportDraftNotes,
          input: { folder: address.folder, ...inOrder(address) },
          fileName: workFileWords.draftNotes.name,
        }}
        next={next}
        count={notes.length}
        trouble={asking ? undefined : trouble}
        did={did === undefined ? undefined : { says: did }}
      >
        <DataTable
          label={words.title}
          columns={[
            ...columns,
            ...(address.folder === 'all' ? [holderColumn] : []),
            ...(notes.some(mayGive) ? [acts] : []),
          ]}
          rows={notes}
          rowKey={({ noteId }) => noteId}
          rowName={nameOf}
          under={({ hands }) => hands.length > 0 && <Hands hands={hands} />}
        />
      </WorkPage>
      <GiveDialog
        kind="chart-note"
        itemId={given?.noteId}
        opened={asking === 'give'}
        name={given ? nameOf(given) : ''}
        pool={false}
        offered={(one) => one.userId !== given?.holder?.userId}
        busy={busy}
        trouble={trouble}
        onClose={() => ask(undefined)}
        onGive={(holderId, says) =>
          given &&
          holderId !== null &&
          run(isOwn(given) ? GiveNote : PassNote, { noteId: given.noteId, holderId, version: given.version }, says)
        }
      />
    </>
  );
}

const Hands = ({ hands }: Pick<DraftNote, 'hands'>) => (
  <details className={css.history}>
    <summary>{words.history}</summary>
    <ol>
      {hands.map(({ at, from, to }) => (
        <li key={at}>
          {words.hand(from ?? workWords.nobody, to ?? workWords.nobody)}, <TimeText instant={at} />
        </li>
      ))}
    </ol>
  </details>
);
