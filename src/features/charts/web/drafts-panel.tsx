import type { ReactNode } from 'react';
import type { Id } from '#kernel/brand.ts';
import { Panel } from '#web/ui/panel.tsx';
import { chartWords as words } from '#web/words/charts.ts';
import type { ChartNote } from '../contract.ts';
import css from './chart-page.module.css';
import { NoteCard } from './note-card.tsx';

interface DraftsPanelProps {
  readonly drafts: readonly ChartNote[];
  /** What is being written now: a new note, one of the drafts, or nothing. */
  readonly writing: 'new' | Id<'note'> | undefined;
  readonly editor: (note: ChartNote) => ReactNode;
  readonly onEdit: (note: ChartNote) => void;
  readonly onSign: (note: ChartNote) => void;
}

/** Whoever must sign sees their own drafts first. */
const ownFirst = (drafts: readonly ChartNote[]) => drafts.toSorted((a, b) => Number(b.maySign) - Number(a.maySign));

/** What nobody has signed yet; not there where all is signed. */
export function DraftsPanel({ drafts, writing, editor, onEdit, onSign }: DraftsPanelProps) {
  if (drafts.length === 0) return null;
  return (
    <Panel title={words.drafts} lead={words.draftsLead} flush>
      <ul className={css.notes}>
        {ownFirst(drafts).map((note) => (
          <li key={note.noteId}>
            {writing === note.noteId ? (
              editor(note)
            ) : (
              <NoteCard
                note={note}
                onEdit={note.mayEdit && !writing ? () => onEdit(note) : undefined}
                onSign={note.maySign && !writing ? () => onSign(note) : undefined}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
