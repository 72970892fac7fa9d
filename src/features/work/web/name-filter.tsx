import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';

const PAUSE_MS = 200;

interface NameFilterProps {
  readonly label: string;
  /** What the rows shown were found by. */
  readonly name: string;
  readonly onLook: (name: string) => void;
}

/** Looks for a name while it is typed. */
export function NameFilter({ label, name, onLook }: NameFilterProps) {
  const [typed, setTyped] = useState(name);
  const look = useEffectEvent((wanted: string) => {
    if (wanted !== name) onLook(wanted);
  });
  useEffect(() => {
    const timer = setTimeout(() => look(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <TextInput
      type="search"
      label={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      maxLength={100}
      spellCheck={false}
      autoComplete="off"
      value={typed}
      onChange={({ currentTarget: { value } }) => setTyped(value)}
    />
  );
}
