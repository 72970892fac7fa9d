import { ActionIcon, Button, Select } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { userWords } from '#web/words/users.ts';
import { NotAnOption } from '#web/ui/not-an-option.tsx';
import css from './user-form.module.css';

const words = userWords.form;
const LETTERS = 2;

export interface PickOption {
  readonly id: string;
  readonly name: string;
  /** What tells it apart, below its name. */
  readonly detail?: string;
  /** Why it cannot be chosen. */
  readonly barred?: string | undefined;
}

interface PickListProps {
  /** By which the form finds it, to put the focus into it. */
  readonly field: string;
  readonly label: string;
  /** Names the button to whoever hears it: "Add site". */
  readonly addLabel: string;
  readonly options: readonly PickOption[];
  readonly chosen: readonly string[];
  readonly onAdd: (id: string) => void;
  readonly onRemove: (id: string) => void;
  /** What stands beside the name of a chosen one. */
  readonly beside: (id: string) => ReactNode;
  readonly placeholder?: string;
  readonly none: string;
  readonly error?: string | undefined;
}

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();

/** The options that hold what was typed, once two letters are: by name before by detail. */
export function found(options: readonly PickOption[], typed: string): PickOption[] {
  const text = plain(typed);
  if (text.length < LETTERS) return [];
  const named = options.filter(({ name }) => plain(name).includes(text));
  const others = options.filter((one) => !named.includes(one) && plain(one.detail ?? '').includes(text));
  return [...named, ...others];
}

/** Type two letters, choose, Add; what has been added stands below and can be removed. */
export function PickList(props: PickListProps) {
  const { field, label, addLabel, options, chosen, onAdd, onRemove, beside, placeholder, none, error } = props;
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const [unclear, setUnclear] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const byEnter = useRef(false);
  const free = options.filter(({ id }) => !chosen.includes(id));
  const matching = found(free, typed);
  const take = (id: string) => {
    onAdd(id);
    setPicked(null);
    setTyped('');
  };
  const add = () => {
    const exact =
      matching.find((one) => plain(one.name) === plain(typed)) ?? (matching.length === 1 ? matching[0] : undefined);
    const id = picked ?? (exact?.barred ? undefined : exact?.id);
    input.current?.focus();
    setUnclear(!id);
    if (id) take(id);
  };
  // Whoever has chosen and goes on to the next field means it, also without Add.
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (picked && !currentTarget.contains(relatedTarget)) take(picked);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter adds what is marked in the open list, or else what has been chosen or typed. It never sends the whole form.
    if (event.key !== 'Enter') return;
    event.preventDefault();
    byEnter.current = true;
    queueMicrotask(() => {
      if (byEnter.current) add();
      byEnter.current = false;
    });
  };
  const onPick = (id: string | null) => {
    if (byEnter.current && id) take(id);
    else setPicked(id);
    byEnter.current = false;
  };
  const optionOf = (id: string) => options.find((one) => one.id === id);
  return (
    <>
      <div className={css.pick} onBlur={onBlur}>
        <Select
          ref={input}
          data-field={field}
          label={label}
          placeholder={placeholder ?? words.twoLetters}
          leftSection={<IconSearch size={16} aria-hidden />}
          searchable
          allowDeselect={false}
          rightSection={null}
          data={free.map((one) => ({ value: one.id, label: one.name, disabled: one.barred !== undefined }))}
          filter={({ search }) =>
            found(free, search).map((one) => ({ value: one.id, label: one.name, disabled: one.barred !== undefined }))
          }
          nothingFoundMessage={
            <NotAnOption>{plain(typed).length < LETTERS ? words.twoLetters : words.nothingFound}</NotAnOption>
          }
          value={picked}
          onChange={onPick}
          selectFirstOptionOnChange
          searchValue={typed}
          onSearchChange={(text) => {
            // On leaving, the field would give up what was typed, and Add would find nothing.
            if (document.activeElement !== input.current) return;
            setTyped(text);
            setUnclear(false);
          }}
          onKeyDown={onKeyDown}
          error={unclear ? words.pickFirst : error}
          renderOption={({ option }) => {
            const one = optionOf(option.value);
            return (
              <span className={css.option}>
                <span>{option.label}</span>
                {(one?.barred ?? one?.detail) && <span className={css.detail}>{one?.barred ?? one?.detail}</span>}
              </span>
            );
          }}
        />
        <Button variant="default" onClick={add} aria-label={addLabel}>
          {words.addPicked}
        </Button>
      </div>
      {chosen.length === 0 ? (
        none && <p className={css.none}>{none}</p>
      ) : (
        <ul className={css.listed}>
          {chosen.map((id) => (
            <li key={id}>
              <span className={css.chosen}>
                <b>{optionOf(id)?.name ?? id}</b>
                <span className="small dim">{beside(id)}</span>
              </span>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={28}
                aria-label={words.remove(optionOf(id)?.name ?? id)}
                onClick={() => {
                  onRemove(id);
                  input.current?.focus();
                }}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
