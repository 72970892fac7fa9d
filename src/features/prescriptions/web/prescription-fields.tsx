import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { focusField } from '#web/missing.ts';
import { Panel } from '#web/ui/panel.tsx';
import { FieldGrid, span } from '#web/ui/section-form.tsx';
import { prescriptionWords } from '#web/words/prescriptions.ts';
import { MOST_LINES, type PrescriptionChoices } from '../contract.ts';
import { emptyLine, type LineDraft, type LineField, nameOf, type PrescriptionDraft } from './prescription-draft.ts';
import css from './prescription-fields.module.css';

const words = prescriptionWords.form;

interface PrescriptionFieldsProps {
  readonly draft: PrescriptionDraft;
  readonly change: (part: Partial<PrescriptionDraft>) => void;
  readonly errorOf: (field: string) => string | undefined;
  readonly sites: PrescriptionChoices['sites'];
}

/** What is prescribed, for the pharmacist, and where there are several sites, at which. */
export function PrescriptionFields({ draft, change, errorOf, sites }: PrescriptionFieldsProps) {
  return (
    <>
      <Panel title={words.what}>
        <Lines lines={draft.lines} errorOf={errorOf} onChange={(lines) => change({ lines })} />
      </Panel>
      <Panel title={words.further}>
        <FieldGrid>
          <Textarea
            name="note"
            label={words.note}
            className={span.whole ?? ''}
            rows={2}
            maxLength={1000}
            value={draft.note}
            error={errorOf('note')}
            onChange={({ currentTarget: { value } }) => change({ note: value })}
          />
          {(sites.length > 1 || errorOf('siteId')) && (
            <NativeSelect
              name="siteId"
              label={words.site}
              description={words.siteHelp}
              value={draft.siteId}
              error={errorOf('siteId')}
              data={sites.map(({ siteId, name }) => ({ value: siteId, label: name }))}
              onChange={({ currentTarget: { value } }) => change({ siteId: value as Id<'site'> })}
            />
          )}
        </FieldGrid>
      </Panel>
    </>
  );
}

interface LinesProps {
  readonly lines: readonly LineDraft[];
  readonly errorOf: (field: string) => string | undefined;
  readonly onChange: (lines: readonly LineDraft[]) => void;
}

/** The medications; who adds one goes on in it, who removes one in the one before. */
function Lines({ lines, errorOf, onChange }: LinesProps) {
  const list = useRef<HTMLUListElement>(null);
  // An object of its own each time: the same field can be gone to twice.
  const [goTo, setGoTo] = useState<{ readonly field: string }>();
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (goTo) focusField(list.current, goTo.field);
  }, [goTo]);
  const add = () => {
    onChange([...lines, emptyLine()]);
    setSaid('');
    setGoTo({ field: nameOf(lines.length, 'medication') });
  };
  const remove = (at: number) => {
    onChange(lines.filter((_, n) => n !== at));
    setSaid(words.removed(at + 1));
    setGoTo({ field: nameOf(Math.max(at - 1, 0), 'medication') });
  };
  return (
    <>
      <ul ref={list} className={css.lines}>
        {lines.map((line, at) => (
          <li key={line.key}>
            {lines.length > 1 && (
              <div className={css.lineHead}>
                <h3>{words.medicationNamed(at + 1)}</h3>
                <Button
                  size="xs"
                  variant="subtle"
                  leftSection={<IconTrash size={15} aria-hidden />}
                  onClick={() => remove(at)}
                >
                  {words.removeLine(at + 1)}
                </Button>
              </div>
            )}
            <Line
              line={line}
              at={at}
              errorOf={errorOf}
              onChange={(field, value) => onChange(lines.with(at, { ...line, [field]: value }))}
            />
          </li>
        ))}
      </ul>
      <p className="said" aria-live="polite">
        {said}
      </p>
      {lines.length < MOST_LINES && (
        <Button
          className={css.add ?? ''}
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={add}
        >
          {words.addLine}
        </Button>
      )}
    </>
  );
}

interface LineProps {
  readonly line: LineDraft;
  readonly at: number;
  readonly errorOf: (field: string) => string | undefined;
  readonly onChange: (field: LineField, value: string) => void;
}

function Line({ line, at, errorOf, onChange }: LineProps) {
  const field = (name: LineField) => ({
    name: nameOf(at, name),
    label: words[name],
    value: line[name],
    error: errorOf(nameOf(at, name)),
    maxLength: 200,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => onChange(name, event.currentTarget.value),
  });
  return (
    <FieldGrid>
      <TextInput {...field('medication')} withAsterisk />
      <TextInput {...field('dose')} />
      <TextInput {...field('directions')} withAsterisk className={span.whole ?? ''} />
      <TextInput {...field('quantity')} withAsterisk />
      <TextInput {...field('refills')} maxLength={2} inputMode="numeric" />
    </FieldGrid>
  );
}
