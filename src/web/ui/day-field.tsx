import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { isDay } from './calendar.ts';

const PAUSE_MS = 500;

interface DayFieldProps extends Pick<TextInputProps, 'label' | 'aria-label' | 'size' | 'className'> {
  readonly day: string | undefined;
  readonly error?: boolean;
  readonly onDay: (day: string | undefined) => void;
}

/** A day that decides what the page shows. It is asked for once it stands still: half a year is a year too, and a reading may leave an entry. */
export function DayField({ day = '', error = false, onDay, ...field }: DayFieldProps) {
  const [typed, setTyped] = useState(day);
  const asked = useRef(day);
  const ask = useEffectEvent((wanted: string) => onDay(wanted === '' ? undefined : wanted));
  // Going back changes the address without any typing; the field follows.
  useEffect(() => {
    if (day === asked.current) return;
    asked.current = day;
    setTyped(day);
  }, [day]);
  useEffect(() => {
    if (typed === asked.current || (typed !== '' && !isDay(typed))) return undefined;
    const timer = setTimeout(() => {
      asked.current = typed;
      ask(typed);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <TextInput
      {...field}
      type="date"
      error={error}
      value={typed}
      onChange={({ currentTarget: { value } }) => setTyped(value)}
    />
  );
}
