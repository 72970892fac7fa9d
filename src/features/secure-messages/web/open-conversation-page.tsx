import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { call } from '#web/api.ts';
import { errorAt, focusField } from '#web/missing.ts';
import { newKey } from '#web/new-key.ts';
import { type DoneState, LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Main } from '#web/ui/main.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { type PatientChoice, PatientField } from '#web/ui/patient-field.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { FieldGrid, SaveBar, span } from '#web/ui/section-form.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { actWords } from '#web/words/acts.ts';
import { secureMessageWords } from '#web/words/secure-messages.ts';
import { OpenConversation } from '../contract.ts';

const words = secureMessageWords.form;
const empty = { party: '', organization: '', address: '', subject: '', body: '' };
type Field = keyof typeof empty;
const needed = ['party', 'address', 'subject'] as const;

export const OpenConversationPage = () => (
  <Main>
    <Permitted operation={OpenConversation}>
      <OpenForm />
    </Permitted>
  </Main>
);

/** A conversation is begun with its first message, or with the draft of one. */
function OpenForm() {
  const go = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(empty);
  const [patient, setPatient] = useState<PatientChoice | null>(null);
  const [tried, setTried] = useState<'send' | 'keep'>();
  // One name for the whole page: a try whose answer was lost and the next one are the same request.
  const [key, setKey] = useState(newKey);
  const { attempt, busy, setback, setSetback } = useAttempt();
  const lacking = (send: boolean) =>
    [...needed, ...(send ? (['body'] as const) : [])]
      .filter((field) => !draft[field].trim())
      .map((field) => ({ field, label: words[field] }));
  const missing = lacking(tried === 'send');
  const open = async (send: boolean) => {
    setTried(send ? 'send' : 'keep');
    const [first] = lacking(send);
    if (busy || first) return focusField(form.current, first?.field ?? '');
    const asked = { ...draft, patientId: patient?.patientId ?? null, send };
    const answer = await attempt(() => call(OpenConversation, asked, { key }), actWords.awayOnce);
    if (!answer?.ok) return;
    const state: DoneState = { done: send ? secureMessageWords.read.sentNow : secureMessageWords.read.keptNow };
    await go(`/secure-messages/${answer.value.conversationId}`, { state, replace: true });
  };
  const text = (name: Field, maxLength = 200) => ({
    name,
    label: words[name],
    value: draft[name],
    error: errorAt(name, { setback, missing, tried: tried !== undefined }),
    maxLength,
    autoComplete: 'off',
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      setDraft({ ...draft, [name]: value });
      setKey(newKey());
      setSetback(undefined);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void open(true);
  };
  const still = lacking(true);
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <PageHeader title={words.title} crumbs={[{ to: '/secure-messages', label: secureMessageWords.title }]} />
      <div className="stack">
        <SetbackNotice setback={setback} />
        <Panel title={words.who}>
          <FieldGrid>
            <TextInput {...text('party')} withAsterisk />
            <TextInput {...text('organization')} />
            <TextInput {...text('address')} description={words.addressHelp} withAsterisk />
            <PatientField
              label={words.patient}
              description={words.patientHelp}
              patient={patient}
              onChange={(chosen) => {
                setPatient(chosen);
                setKey(newKey());
              }}
            />
          </FieldGrid>
        </Panel>
        <Panel title={words.what}>
          <FieldGrid>
            <TextInput {...text('subject')} withAsterisk className={span.whole ?? ''} />
            <Textarea {...text('body', 20_000)} rows={8} className={span.whole ?? ''} />
          </FieldGrid>
        </Panel>
      </div>
      <SaveBar said={still.length > 0 ? words.missing(still.map(({ label }) => label)) : words.complete}>
        <Button variant="default" component={Link} to="/secure-messages">
          {words.cancel}
        </Button>
        <Button variant="default" loading={busy} onClick={() => void open(false)}>
          {words.keep}
        </Button>
        <Button type="submit" loading={busy}>
          {words.send}
        </Button>
      </SaveBar>
      <LeaveGuard dirty={patient !== null || Object.values(draft).some((value) => value !== '')} />
    </form>
  );
}
