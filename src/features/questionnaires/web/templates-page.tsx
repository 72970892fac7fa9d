import { Button, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import { useAct } from '#web/act.ts';
import { load } from '#web/load.ts';
import { newKey } from '#web/new-key.ts';
import { useMay } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { type Did, DidNotice } from '#web/ui/did-notice.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { actWords } from '#web/words/acts.ts';
import { questionnaireWords } from '#web/words/questionnaires.ts';
import { AddTemplate, ListTemplates, RetireTemplate, type Template } from '../contract.ts';

const words = questionnaireWords.templates;

export const loader = ({ request }: LoaderFunctionArgs) => load(ListTemplates, {}, request);

const columns: readonly Column<Template>[] = [
  { key: 'name', label: words.name, small: 'title', cell: ({ name }) => <b>{name}</b> },
  {
    key: 'questions',
    label: words.questions,
    cell: ({ questions }) => <span title={questions.join('\n')}>{words.count(questions.length)}</span>,
  },
  {
    key: 'alert',
    label: words.alert,
    cell: ({ alertEmail, alertPhone }) => questionnaireWords.read.alertTo(alertEmail, alertPhone),
  },
];

/** What can be asked. */
export function TemplatesPage() {
  const { templates } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const may = useMay();
  const { act, busy, trouble } = useAct();
  const [adding, setAdding] = useState(false);
  const [did, setDid] = useState<Did>();
  const settled = async (says: string) => {
    setAdding(false);
    setDid({ says });
    await revalidate();
  };
  const retiring: Column<Template> = {
    key: 'actions',
    label: words.retire,
    width: 110,
    small: 'actions',
    cell: ({ templateId, name }) => (
      <Button
        size="xs"
        variant="default"
        disabled={busy}
        aria-label={words.retireNamed(name)}
        onClick={() => void act(RetireTemplate, { templateId }, { done: () => settled(words.retired(name)) })}
      >
        {words.retire}
      </Button>
    ),
  };
  return (
    <Main>
      <PageHeader
        title={words.title}
        lead={words.lead}
        crumbs={[{ to: '/questionnaires', label: questionnaireWords.title }]}
        actions={
          may('questionnaires.add-template') && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              {words.add}
            </Button>
          )
        }
      />
      <div className="stack">
        {trouble && <Notice tone="bad" title={trouble} />}
        <Panel flush>
          <DidNotice did={did} />
          {templates.length === 0 ? (
            <EmptyFace title={words.none} level={2}>
              {words.noneWhy}
            </EmptyFace>
          ) : (
            <DataTable
              label={words.title}
              columns={may('questionnaires.retire-template') ? [...columns, retiring] : columns}
              rows={templates}
              rowKey={({ templateId }) => templateId}
              rowName={({ name }) => name}
            />
          )}
        </Panel>
      </div>
      <Dialog
        opened={adding}
        onClose={() => setAdding(false)}
        title={words.add}
        closeLabel={questionnaireWords.close}
        size={560}
      >
        {adding && (
          <TemplateForm onClose={() => setAdding(false)} onAdded={(name) => void settled(words.added(name))} />
        )}
      </Dialog>
    </Main>
  );
}

interface TemplateFormProps {
  readonly onClose: () => void;
  readonly onAdded: (name: string) => void;
}

function TemplateForm({ onClose, onAdded }: TemplateFormProps) {
  const [draft, setDraft] = useState({ name: '', questions: '', alertEmail: '', alertPhone: '' });
  const [tried, setTried] = useState(false);
  const [key, setKey] = useState(newKey);
  const { act, busy, trouble } = useAct();
  const questions = draft.questions
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const fits = questions.length <= 50 && questions.every((line) => line.length <= 200);
  const field = (name: keyof typeof draft) => ({
    label: words[name],
    value: draft[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      setDraft({ ...draft, [name]: value });
      setKey(newKey());
    },
  });
  const missing = (text: string) => (tried && !text.trim() ? actWords.needed : undefined);
  const add = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!draft.name.trim() || questions.length === 0 || !fits) return focusFirstWrong(event);
    void act(AddTemplate, { ...draft, questions }, { key, done: () => onAdded(draft.name.trim()) });
  };
  return (
    <form className="stack" onSubmit={add} noValidate>
      <TextInput {...field('name')} required maxLength={200} data-autofocus error={missing(draft.name)} />
      <Textarea
        {...field('questions')}
        required
        rows={6}
        description={words.questionsHelp}
        error={fits ? missing(draft.questions) : words.tooMany}
      />
      <TextInput {...field('alertEmail')} type="email" maxLength={200} />
      <TextInput {...field('alertPhone')} type="tel" maxLength={200} />
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <div className="row">
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
        <Button variant="default" onClick={onClose}>
          {questionnaireWords.cancel}
        </Button>
      </div>
    </form>
  );
}
