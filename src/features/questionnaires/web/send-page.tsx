import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { useColleagues } from '#web/colleagues.ts';
import { load } from '#web/load.ts';
import { newKey } from '#web/new-key.ts';
import { useSession } from '#web/session.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { type DoneState, LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Main } from '#web/ui/main.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { type PatientChoice, PatientField } from '#web/ui/patient-field.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { FieldGrid, SaveBar, span } from '#web/ui/section-form.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { actWords } from '#web/words/acts.ts';
import { questionnaireWords } from '#web/words/questionnaires.ts';
import { ListTemplates, ScheduleRecurring, SendQuestionnaire } from '../contract.ts';

const words = questionnaireWords.form;

export const loader = ({ request }: LoaderFunctionArgs) => load(ListTemplates, {}, request);

/** A questionnaire goes to a patient, once or again and again. */
export function SendPage() {
  const { templates } = useLoaderData<typeof loader>();
  const [first] = templates;
  return (
    <Main>
      <Permitted operation={SendQuestionnaire}>
        <PageHeader
          title={questionnaireWords.send}
          lead={words.help}
          crumbs={[{ to: '/questionnaires', label: questionnaireWords.title }]}
        />
        {first ? (
          <SendForm template={first.templateId} />
        ) : (
          <Panel>
            <EmptyFace
              title={words.noTemplate}
              level={2}
              action={
                <Button component={Link} to="/questionnaires/templates">
                  {questionnaireWords.toTemplates}
                </Button>
              }
            />
          </Panel>
        )}
      </Permitted>
    </Main>
  );
}

function SendForm({ template }: { readonly template: Id<'template'> }) {
  const { templates } = useLoaderData<typeof loader>();
  const { userId } = useSession();
  const { colleagues = [] } = useColleagues();
  const go = useNavigate();
  const [templateId, setTemplateId] = useState<string>(template);
  const [patient, setPatient] = useState<PatientChoice | null>(null);
  const [holderId, setHolderId] = useState<string | null>(userId);
  const [alertId, setAlertId] = useState<string | null>(userId);
  const [repeat, setRepeat] = useState(false);
  const [days, setDays] = useState({ due: '', nextOn: '', endsOn: '' });
  const [spacing, setSpacing] = useState({ everyWeeks: 4, answerDays: 7 });
  const [tried, setTried] = useState(false);
  const { attempt, busy, setback } = useAttempt();
  const needed = (value: string | null | undefined) => (tried && !value ? actWords.needed : undefined);
  const people = colleagues
    .filter(({ locked }) => !locked)
    .map(({ userId: value, name, type }) => ({ value: value as string, label: name, type }));
  const day = (field: keyof typeof days, optional = false) => ({
    type: 'date',
    label: words[field],
    value: days[field],
    required: !optional,
    error: optional ? undefined : needed(days[field]),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setDays({ ...days, [field]: value }),
  });
  const number = (field: keyof typeof spacing, max: number) => ({
    label: words[field],
    min: 1,
    max,
    clampBehavior: 'strict' as const,
    allowDecimal: false,
    value: spacing[field],
    onChange: (value: number | string) => setSpacing({ ...spacing, [field]: Number(value) || 1 }),
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const complete = patient && holderId && (repeat ? alertId && days.nextOn : days.due);
    if (!complete || busy) return focusFirstWrong(event);
    const whose = { templateId: templateId as Id<'template'>, holderId: holderId as Id<'user'> };
    const again = {
      ...whose,
      ...spacing,
      patientIds: [patient.patientId],
      alertId: alertId as Id<'user'>,
      nextOn: days.nextOn,
      endsOn: days.endsOn || null,
    };
    // A name for what stands here now: a try whose answer was lost and the next one are the same request.
    const beside = { key: keyOf(JSON.stringify([whose, again, days, repeat])) };
    const answer = await attempt<unknown>(
      () =>
        repeat
          ? call(ScheduleRecurring, again, beside)
          : call(SendQuestionnaire, { ...whose, patientId: patient.patientId, dueOn: days.due }, beside),
      actWords.awayOnce,
    );
    if (!answer?.ok) return;
    const state: DoneState = { done: '' };
    await go(repeat ? '/questionnaires/recurring' : '/questionnaires', { state });
  };
  const [keyOf] = useState(keys);
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <div className="stack">
        <SetbackNotice setback={setback} />
        <Panel>
          <FieldGrid>
            <NativeSelect
              label={words.template}
              value={templateId}
              data={templates.map((one) => ({ value: one.templateId, label: one.name }))}
              onChange={({ currentTarget: { value } }) => setTemplateId(value)}
            />
            <PatientField
              label={words.patient}
              patient={patient}
              onChange={setPatient}
              required
              error={needed(patient?.patientId)}
            />
            <PersonSelect
              label={words.holder}
              required
              people={people}
              value={holderId}
              error={needed(holderId)}
              onChange={setHolderId}
            />
            {!repeat && <TextInput {...day('due')} />}
            <Checkbox
              className={span.whole ?? ''}
              label={words.repeat}
              checked={repeat}
              onChange={({ currentTarget: { checked } }) => setRepeat(checked)}
            />
            {repeat && (
              <>
                <NumberInput {...number('everyWeeks', 52)} />
                <NumberInput {...number('answerDays', 90)} />
                <TextInput {...day('nextOn')} />
                <TextInput {...day('endsOn', true)} description={words.endsOnHelp} />
                <PersonSelect
                  label={words.alert}
                  required
                  people={people}
                  value={alertId}
                  error={needed(alertId)}
                  onChange={setAlertId}
                />
              </>
            )}
          </FieldGrid>
        </Panel>
      </div>
      <SaveBar said="">
        <Button variant="default" component={Link} to="/questionnaires">
          {questionnaireWords.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {repeat ? words.schedule : words.save}
        </Button>
      </SaveBar>
      <LeaveGuard dirty={patient !== null} />
    </form>
  );
}

/** One key for each thing that is sent. */
function keys() {
  const known = new Map<string, string>();
  return (what: string): string => {
    const key = known.get(what) ?? newKey();
    known.set(what, key);
    return key;
  };
}
