import { Checkbox, TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { isDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { patientWords } from '#web/words/patients.ts';
import css from './known-day-field.module.css';

const words = patientWords.form;

interface KnownDayFieldProps extends Omit<TextInputProps, 'value' | 'label' | 'onChange' | 'className'> {
  readonly label: string;
  readonly value: string;
  readonly className: string;
  readonly onValue: (known: string) => void;
}

/** A day, or as much as is known of it. */
export function KnownDayField({ label, value, className, onValue, ...field }: KnownDayFieldProps) {
  const { today } = useClinic();
  const [chosen, setChosen] = useState(value !== '' && !isDay(value));
  const isLoose = value === '' ? chosen : !isDay(value);
  return (
    <div className={className}>
      <TextInput
        {...field}
        label={label}
        value={value}
        description={isLoose ? words.monthOrYearHelp : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={({ currentTarget }) => onValue(currentTarget.value)}
        {...(isLoose ? {} : { type: 'date', max: today })}
      />
      <Checkbox
        size="xs"
        className={css.loose ?? ''}
        label={words.monthOrYear}
        aria-label={words.monthOrYearOf(label)}
        checked={isLoose}
        onChange={({ currentTarget: { checked } }) => {
          setChosen(checked);
          // Of a whole day its month stays; a month does not become a day by itself.
          onValue(checked ? value.slice(0, 7) : '');
        }}
      />
    </div>
  );
}
