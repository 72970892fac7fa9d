import { Button } from '@mantine/core';
import { IconPencil, IconSignature } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { chartWords as words } from '#web/words/charts.ts';
import type { ChartNote } from '../contract.ts';
import css from './chart-page.module.css';

type Who = ChartNote['author'];
const Chip = ({ who }: { readonly who: NonNullable<Who> }) => (
  <PersonChip name={who.name} deactivated={who.deactivated} size="sm" />
);

const Part = ({ label, who }: { readonly label: string; readonly who: NonNullable<Who> }) => (
  <span className={css.part}>
    <span className="dim">{label}</span> <Chip who={who} />
  </span>
);

/** Who else had to do with a note, where it is not the author alone. */
function others({ author, holder, cameFrom, signedBy, signedAt }: ChartNote): ReactNode {
  const another = (who: Who) => (who && who.userId !== author?.userId ? who : undefined);
  if (signedAt) {
    const signer = another(signedBy);
    return signer && <Part label={words.signedBy} who={signer} />;
  }
  return (
    <>
      {cameFrom && <Part label={words.handedOver} who={cameFrom} />}
      {holder ? <Part label={words.mustSign} who={holder} /> : <span className="dim">{words.nobodySigns}</span>}
    </>
  );
}

interface NoteCardProps {
  readonly note: ChartNote;
  /** Left out for whoever may not. */
  readonly onEdit?: (() => void) | undefined;
  readonly onSign?: (() => void) | undefined;
}

/** One note: who wrote it and when, its words, and for its holder the ways to finish it. */
export function NoteCard({ note, onEdit, onSign }: NoteCardProps) {
  const { title, body, author, writtenAt, signedAt } = note;
  return (
    <article className={css.note} aria-label={title}>
      <div className={css.noteHead}>
        <div className={css.noteTitle}>
          <h3>{title}</h3>
          {!signedAt && <Tag tone="warn">{words.draft}</Tag>}
        </div>
        <div className={css.people}>
          {author ? <Chip who={author} /> : <span className="dim">{words.unknownAuthor}</span>}
          <span className="small dim">
            <TimeText instant={writtenAt} />
          </span>
          {others(note)}
        </div>
      </div>
      {body && <p className={css.body}>{body}</p>}
      {(onEdit || onSign) && (
        <div className="row no-print">
          {onSign && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconSignature size={15} aria-hidden />}
              aria-label={words.signNamed(title)}
              onClick={onSign}
            >
              {words.sign}
            </Button>
          )}
          {onEdit && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPencil size={15} aria-hidden />}
              aria-label={words.editNamed(title)}
              onClick={onEdit}
            >
              {words.edit}
            </Button>
          )}
        </div>
      )}
    </article>
  );
}
