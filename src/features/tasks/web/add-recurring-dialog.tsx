import { Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import { useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { useAct } from '#web/act.ts';
import type { Colleague } from '#web/colleagues.ts';
import { newKey } from '#web/new-key.ts';
import { useMay, useSession } from '#web/session.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { Notice } from '#web/ui/notice.tsx';
import { type PatientChoice, PatientField } from '#web/ui/patient-field.tsx';
import { Doubts } from '#features/handover/web/public.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { actWords } from '#web/words/acts.ts';
import { recurringTaskWords } from '#web/words/recurring-tasks.ts';
import { AddRecurring, type Unit, units } from '../recurring-contract.ts';
import { WithColleagues } from './task-form.tsx';
import css from './task-lists.module.css';
import { TypeSelect } from './type-select.tsx';

const words = recurringTaskWords.form;

interface AddRecurringProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAdded: (title: string) => void;
}

/** Sets a task up that comes again and again. */
export const AddRecurringDialog = ({ opened, onClose, onAdded }: AddRecurringProps) => (
  <Dialog opened={opened} onClose={onClose} title={words.addTitle} closeLabel={recurringTaskWords.close} size={560}>
    {opened && (
      <WithColleagues>
        {(colleagues) => <AddForm colleagues={colleagues} onClose={onClose} onAdded={onAdded} />}
      </WithColleagues>
    )}
  </Dialog>
);

interface FormProps extends Omit<AddRecurringProps, 'opened'> {
  readonly colleagues: readonly Colleague[];
}

function AddForm({ colleagues, onClose, onAdded }: FormProps) {
  const { userId } = useSession();
  const { today } = useClinic();
  const may = useMay();
  const { revalidate } = useRevalidator();
  const { act, busy, trouble } = useAct();
  const [draft, setDraft] = useState({ title: '', details: '', urgent: false, firstOn: today, endsOn: '' });
  const [spacing, setSpacing] = useState({ every: 1, dueDays: 0 });
  const [unit, setUnit] = useState<Unit>('week');
  const [whose, setWhose] = useState<string | null>(userId);
  const [typeId, setTypeId] = useState<Id<'type'> | null>(null);
  const [patient, setPatient] = useState<PatientChoice | null>(null);
  const [tried, setTried] = useState(false);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- not read: other fields are another task
  const key = useMemo(newKey, [draft, spacing, unit, whose, typeId, patient]);
  const needed = (value: string) => (tried && !value.trim() ? actWords.needed : undefined);
  const day = (field: 'firstOn' | 'endsOn') => ({
    type: 'date',
    label: words[field],
    value: draft[field],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [field]: value }),
  });
  const number = (field: keyof typeof spacing, min: number, max: number) => ({
    label: words[field],
    min,
    max,
    clampBehavior: 'strict' as const,
    allowDecimal: false,
    value: spacing[field],
    onChange: (value: number | string) => setSpacing({ ...spacing, [field]: Number(value) || min }),
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!draft.title.trim() || !draft.firstOn) return focusFirstWrong(event);
    const { endsOn, ...fields } = draft;
    const about = { typeId, patientId: patient?.patientId ?? null, holderId: whose as Id<'user'> | null };
    const done = async () => {
      onAdded(draft.title.trim());
      await revalidate();
    };
    void act(AddRecurring, { ...fields, ...about, ...spacing, unit, endsOn: endsOn || null }, { key, done });
  };
  return (
    <form className="stack" onSubmit={save} noValidate>
      <TextInput
        label={words.name}
        required
        maxLength={200}
        data-autofocus
        value={draft.title}
        error={needed(draft.title)}
        onChange={({ currentTarget: { value } }) => setDraft({ ...draft, title: value })}
      />
      <TypeSelect
        value={typeId}
        onChoose={(type) => {
          setTypeId(type?.typeId ?? null);
          if (!type) return;
          setWhose(type.holder?.userId ?? null);
          setSpacing({ ...spacing, dueDays: type.dueDays ?? spacing.dueDays });
          setDraft({ ...draft, title: draft.title || type.name, urgent: type.urgent });
        }}
      />
      <PersonSelect
        label={words.holder}
        description={words.holderHelp}
        placeholder={words.holderPlaceholder}
        clearable
        people={colleagues
          .filter(({ locked }) => !locked)
          .map(({ userId: value, name, type }) => ({ value, label: name, type }))}
        value={whose}
        onChange={setWhose}
      />
      <Doubts kind="recurring-task" userId={whose} name={colleagues.find((one) => one.userId === whose)?.name ?? ''} />
      <div className={css.spacing}>
        <NumberInput {...number('every', 1, 52)} />
        <NativeSelect
          aria-label={words.unit}
          value={unit}
          data={units.map((value) => ({ value, label: words.units[value] }))}
          onChange={({ currentTarget: { value } }) => setUnit(units.find((one) => one === value) ?? 'week')}
        />
        <NumberInput {...number('dueDays', 0, 365)} />
      </div>
      <div className={css.days}>
        <TextInput {...day('firstOn')} required min={today} error={needed(draft.firstOn)} />
        <TextInput
          {...day('endsOn')}
          description={words.endsOnHelp}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
      </div>
      <Checkbox
        label={words.urgent}
        checked={draft.urgent}
        onChange={({ currentTarget: { checked } }) => setDraft({ ...draft, urgent: checked })}
      />
      {may('patients.search-patients') && (
        <PatientField label={words.patient} patient={patient} onChange={setPatient} />
      )}
      <Textarea
        label={words.details}
        rows={3}
        maxLength={20_000}
        value={draft.details}
        onChange={({ currentTarget: { value } }) => setDraft({ ...draft, details: value })}
      />
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <div className={css.actions}>
        <Button variant="default" onClick={onClose}>
          {recurringTaskWords.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
