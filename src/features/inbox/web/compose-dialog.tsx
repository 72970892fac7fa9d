import { Button, Textarea, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { useAct } from '#web/act.ts';
import { newKey } from '#web/new-key.ts';
import { type Colleague, useColleagues } from '#web/colleagues.ts';
import { useMay } from '#web/session.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { LoadingFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PatientField } from '#web/ui/patient-field.tsx';
import { actWords } from '#web/words/acts.ts';
import { inboxWords } from '#web/words/inbox.ts';
import { uiWords } from '#web/words/ui.ts';
import { SendMessage } from '../contract.ts';
import css from './compose-dialog.module.css';
import type { Group } from '../group-contract.ts';
import type { Draft } from './draft.ts';
import { Recipients } from './recipients-field.tsx';
import type { Drafts } from './use-drafts.ts';
import { useGroups } from './use-groups.ts';

const words = inboxWords.compose;

interface FormProps {
  readonly draft: Draft;
  readonly colleagues: readonly Colleague[];
  readonly groups: readonly Group[];
  readonly drafts: Drafts;
  /** Sent; says so in a sentence. */
  readonly onSent: (says: string) => void;
}

const saySent = (names: readonly string[]) =>
  names.length > 3 ? inboxWords.did.sentMany(names.length) : inboxWords.did.sent(names);

function ComposeForm({ draft, colleagues, groups, drafts, onSent }: FormProps) {
  const { act, busy, trouble } = useAct();
  const { revalidate } = useRevalidator();
  const may = useMay();
  const [tried, setTried] = useState(false);
  // A name for each version of the message: sent again after a lost connection, it arrives once.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- not read, only the occasion for another name
  const key = useMemo(newKey, [draft]);
  const offered = colleagues.filter(({ locked }) => !locked);
  const active = new Set<string>(offered.map(({ userId }) => userId));
  // An answer to somebody who has left goes where such messages go by now; nothing new is written to them.
  const here = new Set<string>(colleagues.map(({ userId }) => userId));
  const answers =
    draft.replyToId !== null && draft.recipients.every(({ userId }) => active.has(userId) || !here.has(userId));
  const recipients = draft.recipients.filter(({ userId }) => answers || active.has(userId));
  const gone = draft.recipients.filter(({ userId }) => !active.has(userId)).map(({ name }) => name);
  const { subject, body, patient, replyToId } = draft;
  const chosenGroups = groups.filter((one) => draft.groups.some(({ groupId }) => groupId === one.groupId));
  const missing = { to: recipients.length + chosenGroups.length === 0, subject: subject.trim() === '' };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.to || missing.subject) return focusFirstWrong(event);
    const recipientIds: Id<'user'>[] = recipients.map(({ userId }) => userId);
    const groupIds = chosenGroups.map(({ groupId }) => groupId);
    const toGroups = groupIds.length > 0 ? { groupIds } : {};
    const about = { patientId: patient?.patientId ?? null, replyToId };
    await act(
      SendMessage,
      { recipientIds, ...toGroups, subject, body, ...about },
      {
        key,
        done: async () => {
          drafts.end();
          onSent(saySent([...chosenGroups, ...recipients].map(({ name }) => name)));
          await revalidate();
        },
      },
    );
  };
  const form = useRef<HTMLFormElement>(null);
  // To whom, or straight to the words where that is known.
  const begin = useRef(recipients.length === 0 ? 'input' : 'textarea');
  useEffect(() => form.current?.querySelector<HTMLElement>(begin.current)?.focus(), []);
  return (
    <form ref={form} className={css.form} onSubmit={(event) => void submit(event)} noValidate>
      {gone.length > 0 && (
        <Notice tone={answers ? 'info' : 'warn'}>{answers ? words.arrives(gone) : words.notActive(gone)}</Notice>
      )}
      <Recipients
        chosen={{ recipients, groups: chosenGroups }}
        groups={groups}
        colleagues={offered}
        onChange={(chosen) => drafts.change({ ...draft, ...chosen })}
        error={tried && missing.to ? words.toMissing : undefined}
      />
      <TextInput
        label={words.subject}
        required
        maxLength={200}
        value={subject}
        error={tried && missing.subject ? words.subjectMissing : undefined}
        onChange={({ currentTarget: { value } }) => drafts.change({ ...draft, subject: value })}
      />
      {may('patients.search-patients') && (
        <PatientField
          label={words.about}
          description={words.aboutHelp}
          patient={patient}
          onChange={(chosen) => drafts.change({ ...draft, patient: chosen })}
        />
      )}
      <Textarea
        label={words.body}
        rows={9}
        maxLength={20_000}
        value={body}
        onChange={({ currentTarget: { value } }) => drafts.change({ ...draft, body: value })}
      />
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <div className={css.actions}>
        <Button variant="default" onClick={drafts.end}>
          {words.discard}
        </Button>
        <Button type="submit" loading={busy} leftSection={<IconSend size={16} aria-hidden />}>
          {words.send}
        </Button>
      </div>
    </form>
  );
}

/** The form once the colleagues are there, or that they could not be loaded. */
function WithColleagues(props: Omit<FormProps, 'colleagues' | 'groups'>) {
  const people = useColleagues();
  const gathered = useGroups();
  const failed = people.failed || gathered.failed;
  const again = () => {
    if (people.failed) people.again();
    if (gathered.failed) gathered.again();
  };
  const { colleagues } = people;
  const { groups } = gathered;
  if (colleagues && groups) return <ComposeForm {...props} colleagues={colleagues} groups={groups} />;
  if (!failed) return <LoadingFace label={words.loading} />;
  return (
    <Notice
      tone="bad"
      action={
        <Button variant="default" size="xs" onClick={again}>
          {uiWords.tryAgain}
        </Button>
      }
    >
      {actWords.people.failed}
    </Notice>
  );
}

/** Writes a message: a new one, an answer, or one forwarded. */
export function ComposeDialog({ drafts, onSent }: Pick<FormProps, 'drafts' | 'onSent'>) {
  const { current } = drafts;
  return (
    <Dialog
      opened={current !== undefined}
      onClose={drafts.close}
      title={words.title[current?.kind ?? 'new']}
      closeLabel={words.close}
      size={640}
    >
      {current && <WithColleagues key={current.draftId} draft={current} drafts={drafts} onSent={onSent} />}
    </Dialog>
  );
}
