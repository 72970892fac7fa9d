import { Button, CloseButton, NativeSelect } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { handoverWords } from '#web/words/handover.ts';
import type { PlanRule, Where } from '../contract.ts';
import { reversed } from '../rules.ts';
import css from './rule-dialog.module.css';
import { type Colleague, type PlannedKind, type Preview, successorsFor, whereOf } from './plan.ts';
import { RuleWhere } from './rule-where.tsx';
import { moveToFor, namesOf } from './where-words.ts';

const words = handoverWords.deactivate.rules;

interface RuleDialogProps {
  readonly kind: PlannedKind | undefined;
  readonly preview: Preview;
  readonly colleagues: readonly Colleague[];
  /** The rule that is changed; undefined for another one. */
  readonly rule: PlanRule | undefined;
  readonly onClose: () => void;
  readonly onDone: (rule: PlanRule) => void;
}

/** One rule of a kind: which items, and where they go. */
export function RuleDialog({ kind, ...more }: RuleDialogProps) {
  return (
    <Dialog
      opened={kind !== undefined}
      onClose={more.onClose}
      title={kind ? words.title(kind.label) : ''}
      closeLabel={words.close}
      size={620}
    >
      {kind && <RuleForm kind={kind} {...more} />}
    </Dialog>
  );
}

function RuleForm({
  kind,
  preview,
  colleagues,
  rule,
  onClose,
  onDone,
}: RuleDialogProps & { readonly kind: PlannedKind }) {
  const [where, setWhere] = useState<Where>(rule?.where ?? {});
  const [how, setHow] = useState<PlanRule['how']>(rule?.how ?? 'transfer');
  const [successorIds, setSuccessorIds] = useState<readonly Id<'user'>[]>(rule?.successorIds ?? []);
  const [wrong, setWrong] = useState<{ spans: ReturnType<typeof reversed>; nobody: boolean }>({
    spans: [],
    nobody: false,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const spans = reversed(where);
    const nobody = how === 'transfer' && successorIds.length === 0;
    setWrong({ spans, nobody });
    if (spans.length > 0 || nobody) return focusFirstWrong(event);
    const lies = whereOf(where);
    return onDone({
      kind: kind.kind,
      ...(lies ? { where: lies } : {}),
      how,
      ...(how === 'transfer' ? { successorIds: [...successorIds] } : {}),
    });
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <fieldset className={css.part}>
        <legend>{words.which}</legend>
        <RuleWhere
          kind={kind}
          preview={preview}
          colleagues={colleagues}
          where={where}
          wrong={wrong.spans}
          onChange={setWhere}
        />
      </fieldset>
      <fieldset className={css.part}>
        <legend>{words.whatHappens}</legend>
        <NativeSelect
          label={words.how}
          value={how}
          onChange={({ currentTarget: { value } }) => setHow(value as PlanRule['how'])}
          data={kind.dispositions.map((one) => ({ value: one, label: words.hows(one, moveToFor(kind.kind)) }))}
        />
        {how === 'transfer' && (
          <Successors
            kind={kind}
            leaverId={preview.user.userId}
            colleagues={colleagues}
            chosen={successorIds}
            missing={wrong.nobody}
            onChange={setSuccessorIds}
          />
        )}
      </fieldset>
      <div className={css.buttons}>
        <Button variant="default" onClick={onClose}>
          {words.close}
        </Button>
        <Button type="submit">{rule ? words.done : words.addIt}</Button>
      </div>
    </form>
  );
}

interface SuccessorsProps {
  readonly kind: PlannedKind;
  readonly leaverId: string;
  readonly colleagues: readonly Colleague[];
  readonly chosen: readonly Id<'user'>[];
  readonly missing: boolean;
  readonly onChange: (chosen: readonly Id<'user'>[]) => void;
}

/** One successor, or several who take turns. */
function Successors({ kind, leaverId, colleagues, chosen, missing, onChange }: SuccessorsProps) {
  const free = successorsFor(kind.kind, leaverId, colleagues).filter(({ userId }) => !chosen.includes(userId));
  const names = namesOf(chosen, colleagues);
  return (
    <div className={css.successors}>
      {chosen.length > 0 && (
        <ul className={css.chosen} aria-label={words.successors}>
          {chosen.map((userId, at) => (
            <li key={userId}>
              {names[at]}
              <CloseButton
                size={24}
                aria-label={words.without(names[at] ?? '')}
                onClick={() => onChange(chosen.filter((one) => one !== userId))}
              />
            </li>
          ))}
        </ul>
      )}
      <PersonSelect
        // Empty again after each choice.
        key={chosen.length}
        label={chosen.length === 0 ? words.successor : words.another}
        description={words.evenly}
        people={free.map(({ userId, name, type }) => ({ value: userId, label: name, type }))}
        value={null}
        error={missing && words.nobody}
        onChange={(userId) => userId && chosen.length < 20 && onChange([...chosen, userId as Id<'user'>])}
      />
    </div>
  );
}
