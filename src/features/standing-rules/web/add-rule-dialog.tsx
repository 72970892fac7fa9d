import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import { useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { useAct } from '#web/act.ts';
import { useColleagues } from '#web/colleagues.ts';
import { newKey } from '#web/new-key.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { actWords } from '#web/words/acts.ts';
import { standingWords } from '#web/words/standing-rules.ts';
import { AddRule, forwardable, type Forwardable, type What, whats } from '../contract.ts';
import css from './standing-rules.module.css';

const words = standingWords.form;

interface AddRuleProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Added; says so in a sentence. */
  readonly onAdded: (says: string) => void;
}

/** Lets what comes for one user go to another, or records who supervises whom. */
export const AddRuleDialog = ({ opened, onClose, onAdded }: AddRuleProps) => (
  <Dialog opened={opened} onClose={onClose} title={words.addTitle} closeLabel={words.close} size={520}>
    {opened && <RuleForm onClose={onClose} onAdded={onAdded} />}
  </Dialog>
);

function RuleForm({ onClose, onAdded }: Omit<AddRuleProps, 'opened'>) {
  const { colleagues = [], failed } = useColleagues();
  const { today } = useClinic();
  const { revalidate } = useRevalidator();
  const { act, busy, trouble } = useAct();
  const [what, setWhat] = useState<What>('forwarding');
  const [ends, setEnds] = useState<{ from: string | null; to: string | null }>({ from: null, to: null });
  const [forwards, setForwards] = useState<Forwardable[]>(['message']);
  const [days, setDays] = useState({ startsOn: today, endsOn: '' });
  const [tried, setTried] = useState(false);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- not read: other fields are another rule
  const key = useMemo(newKey, [what, ends, forwards, days]);
  const forwarding = what === 'forwarding';
  const nameOf = (id: string | null) => colleagues.find(({ userId }) => userId === id)?.name ?? '';
  const wrong = {
    from: ends.from === null,
    to: ends.to === null || ends.to === ends.from,
    forwards: forwarding && forwards.length === 0,
    startsOn: !days.startsOn,
  };
  const needed = (is: boolean, says: string = actWords.needed) => (tried && is ? says : undefined);
  const person = (end: 'from' | 'to', locked: boolean) => ({
    label: words[end][what],
    required: true,
    people: colleagues
      .filter((one) => locked || !one.locked)
      .map(({ userId, name, type }) => ({ value: userId, label: name, type })),
    value: ends[end],
    onChange: (value: string | null) => setEnds({ ...ends, [end]: value }),
  });
  const day = (field: keyof typeof days) => ({
    type: 'date',
    label: words[field],
    value: days[field],
    min: today,
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setDays({ ...days, [field]: value }),
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(wrong).some(Boolean)) return focusFirstWrong(event);
    const done = async () => {
      onAdded(standingWords.added(nameOf(ends.from), nameOf(ends.to)));
      await revalidate();
    };
    const between = { fromId: ends.from as Id<'user'>, holderId: ends.to as Id<'user'> };
    const rule = { what, ...between, forwards: forwarding ? forwards : [], startsOn: days.startsOn };
    void act(AddRule, { ...rule, endsOn: days.endsOn || null }, { key, done });
  };
  return (
    <form className="stack" onSubmit={save} noValidate>
      <NativeSelect
        label={words.what}
        data-autofocus
        value={what}
        data={whats.map((value) => ({ value, label: standingWords.what[value] }))}
        onChange={({ currentTarget: { value } }) => setWhat(whats.find((one) => one === value) ?? 'forwarding')}
      />
      <PersonSelect {...person('from', true)} error={needed(wrong.from)} />
      <PersonSelect
        {...person('to', false)}
        error={needed(wrong.to, ends.to !== null ? words.sameTwice : actWords.needed)}
      />
      {forwarding && (
        <Checkbox.Group
          label={words.forwards}
          description={words.help}
          value={forwards}
          error={needed(wrong.forwards, words.forwardsMissing)}
          onChange={(chosen) => setForwards(forwardable.filter((one) => chosen.includes(one)))}
        >
          <div className="row">
            {forwardable.map((one) => (
              <Checkbox key={one} value={one} label={standingWords.forwards[one]} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <div className={css.days}>
        <TextInput {...day('startsOn')} required error={needed(wrong.startsOn)} />
        <TextInput
          {...day('endsOn')}
          description={words.endsOnHelp}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
      </div>
      {failed && <Notice tone="bad">{actWords.people.failed}</Notice>}
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <div className={css.actions}>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
