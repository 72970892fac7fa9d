import { Select, type SelectProps } from '@mantine/core';
import { uiWords } from '../words/ui.ts';
import { NotAnOption } from './not-an-option.tsx';
import { byType, detailOf, matching, type PersonOption } from './people-by-type.ts';
import css from './person-select.module.css';

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

/** Choose one person out of many, in a list for each type, or by typing part of the name. */
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
      data={byType(people)}
      filter={({ search }) => byType(matching(people, search))}
      onChange={(value) => onChange(value)}
      renderOption={({ option }) => {
        const person = byValue.get(option.value);
        const detail = person && detailOf(person);
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
