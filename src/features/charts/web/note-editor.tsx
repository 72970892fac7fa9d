import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { BothVersions, type Difference } from '#web/ui/both-versions.tsx';
import { LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { newKey } from '#web/new-key.ts';
import { useAttempt } from '#web/use-attempt.ts';
import { actWords } from '#web/words/acts.ts';
import { chartWords } from '#web/words/charts.ts';
import css from './chart-page.module.css';
import { type ChartNote, OpenChart, UpdateNote, WriteNote } from '../contract.ts';

const words = chartWords.editor;

type Field = 'title' | 'body';
type Words = Pick<ChartNote, Field>;
const labels = { title: words.title, body: words.body };
const fields = ['title', 'body'] as const;

/** Both versions, where they differ. */
const differences = (base: Words, mine: Words, theirs: Words): Difference<Field>[] =>
  fields
    .filter((field) => mine[field] !== theirs[field])
    .map((field) => ({
      field,
      label: labels[field],
      mine: mine[field],
      theirs: theirs[field],
      proposed: theirs[field] === base[field] ? 'mine' : 'theirs',
    }));

interface NoteEditorProps {
  readonly patientId: Id<'patient'>;
  /** The draft that is changed; left out for a new note. */
  readonly note?: ChartNote | undefined;
  readonly onSaved: (title: string) => void;
  readonly onClose: () => void;
}

/** Writes a draft, or changes one. */
export function NoteEditor({ patientId, note, onSaved, onClose }: NoteEditorProps) {
  const [base, setBase] = useState({ title: note?.title ?? '', body: note?.body ?? '', version: note?.version ?? 0 });
  const [mine, setMine] = useState<Words>({ title: base.title, body: base.body });
  const [newer, setNewer] = useState<ChartNote>();
  const [tried, setTried] = useState(false);
  const { attempt, busy, setback, setSetback } = useAttempt();
  const [key] = useState(newKey);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const dirty = fields.some((field) => mine[field] !== base[field]);
  const change = (part: Partial<Words>) => {
    setMine((now) => ({ ...now, ...part }));
    setSetback(undefined);
  };
  const send = () =>
    note
      ? attempt(() => call(UpdateNote, { noteId: note.noteId, ...mine, version: base.version }))
      : attempt(() => call(WriteNote, { patientId, ...mine }, { key }), actWords.awayOnce);
  const onStale = async (noteId: Id<'note'>) => {
    const now = await attempt(() => call(OpenChart, { patientId }));
    const draft = now?.ok ? now.value.drafts.find((one) => one.noteId === noteId) : undefined;
    if (draft) setNewer(draft);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy) return;
    if (!mine.title.trim()) return first.current?.focus();
    const answer = await send();
    if (note && answer && !answer.ok && answer.code === 'request/version-stale') return onStale(note.noteId);
    if (!answer?.ok) return;
    onSaved(mine.title.trim());
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => void submit(event)}
      noValidate
      aria-label={note ? words.editTitle : words.newTitle}
    >
      {setback && <Notice tone="bad" title={setback.says} />}
      <TextInput
        ref={first}
        label={words.title}
        withAsterisk
        maxLength={200}
        autoComplete="off"
        value={mine.title}
        error={tried && !mine.title.trim() ? words.needed : undefined}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <Textarea
        label={words.body}
        rows={8}
        resize="vertical"
        classNames={{ input: css.words ?? '' }}
        maxLength={20_000}
        value={mine.body}
        onChange={(event) => change({ body: event.currentTarget.value })}
      />
      <div className="row">
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
        <Button variant="default" onClick={onClose}>
          {chartWords.cancel}
        </Button>
      </div>
      {newer && (
        <BothVersions
          name={`“${base.title}”`}
          differences={differences(base, mine, newer)}
          onClose={() => setNewer(undefined)}
          onChosen={(ofMine) => {
            setMine({
              title: newer.title,
              body: newer.body,
              ...Object.fromEntries(ofMine.map((field) => [field, mine[field]])),
            });
            setBase({ title: newer.title, body: newer.body, version: newer.version });
            setSetback(undefined);
            setNewer(undefined);
          }}
        />
      )}
      <LeaveGuard dirty={dirty} why={words.unsaved} />
    </form>
  );
}
