import { Select, type SelectProps } from '@mantine/core';
import { uiWords } from '../words/ui.ts';
import { NotAnOption } from './not-an-option.tsx';
import css from './person-select.module.css';

export interface PersonOption {
  readonly value: string;
  /** The person's name. */
  readonly label: string;
  /** What tells two of the same name apart: "doctor, Alder team". */
  readonly detail?: string | undefined;
}

interface PersonSelectProps extends Pick<
  SelectProps,
  | 'label'
  | 'aria-label'
  | 'description'
  | 'error'
  | 'required'
  | 'withAsterisk'
  | 'disabled'
  | 'name'
  | 'size'
  | 'className'
> {
  readonly people: readonly PersonOption[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly placeholder?: string;
  /** Nobody may be chosen again. */
  readonly clearable?: boolean;
}

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The people whose name or detail holds every word typed, in any order, accents or not. */
export function matching(people: readonly PersonOption[], typed: string): PersonOption[] {
  const words = plain(typed).split(/\s+/);
  return people.filter(({ label, detail }) => {
    const text = plain(`${label} ${detail ?? ''}`);
    return words.every((word) => text.includes(word));
  });
}

/** Choose one person out of many by typing part of the name. */
export function PersonSelect({ people, onChange, placeholder, clearable = false, ...field }: PersonSelectProps) {
  const byValue = new Map(people.map((person) => [person.value, person]));
  return (
    <Select
      {...field}
      searchable
      clearable={clearable}
      allowDeselect={false}
      limit={50}
      selectFirstOptionOnChange
      placeholder={placeholder ?? uiWords.personSelect.type}
      nothingFoundMessage={<NotAnOption>{uiWords.personSelect.nobody}</NotAnOption>}
      data={people.map(({ value, label }) => ({ value, label }))}
      filter={({ search }) => matching(people, search).map(({ value, label }) => ({ value, label }))}
      onChange={(value) => onChange(value)}
      renderOption={({ option }) => {
        const detail = byValue.get(option.value)?.detail;
        return (
          <span className={css.person}>
            <span>{option.label}</span>
            {detail && <span className={css.detail}>{detail}</span>}
          </span>
        );
      }}
    />
  );
}
