import { Button } from '@mantine/core';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { chartWords as words } from '#web/words/charts.ts';
import type { Chart } from '../contract.ts';
import css from './chart-page.module.css';
import { NoteCard } from './note-card.tsx';
import { useOlderNotes } from './use-older-notes.ts';

/** What is signed, newest first, older ones when they are asked for. */
export function NotesPanel({ chart }: { readonly chart: Chart }) {
  const { notes, hasMore, showMore, busy, setback } = useOlderNotes(chart);
  return (
    <Panel title={words.notes} flush>
      {notes.length > 0 ? (
        <ul className={css.notes}>
          {notes.map((note) => (
            <li key={note.noteId}>
              <NoteCard note={note} />
            </li>
          ))}
        </ul>
      ) : (
        <EmptyFace title={words.none}>{chart.drafts.length > 0 ? words.noneButDrafts : words.noneWhy}</EmptyFace>
      )}
      {hasMore && (
        <div className={css.more}>
          <Button variant="default" loading={busy} onClick={() => void showMore()}>
            {words.older}
          </Button>
          {setback && <p role="alert">{setback.says}</p>}
        </div>
      )}
    </Panel>
  );
}
