import { TextInput } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { isDay } from './log-address.ts';

const PAUSE_MS = 500;

interface DayFieldProps {
  readonly label: string;
  readonly day: string | undefined;
  readonly error?: boolean;
  readonly onDay: (day: string | undefined) => void;
}

/** A day to filter by. Each reading leaves an entry, so it is asked for once the day stands still. */
export function DayField({ label, day = '', error = false, onDay }: DayFieldProps) {
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
      type="date"
      label={label}
      error={error}
      value={typed}
      onChange={({ currentTarget: { value } }) => setTyped(value)}
    />
  );
}
