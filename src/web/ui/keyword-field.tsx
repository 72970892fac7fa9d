import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useNavigation } from 'react-router';

const PAUSE_MS = 180;

interface KeywordFieldProps {
  readonly label: string;
  readonly hint: string;
  /** What is shown now was asked for with this. */
  readonly keyword: string;
  /** So long the typing must stand still; longer where each asking leaves an entry. */
  readonly pauseMs?: number;
  readonly onKeyword: (keyword: string) => void;
}

/** The keyword of a list, asked for while typing. What is typed stays in the field even while an earlier answer arrives. */
export function KeywordField({ label, hint, keyword, pauseMs = PAUSE_MS, onKeyword }: KeywordFieldProps) {
  const [typed, setTyped] = useState(keyword);
  const asked = useRef(keyword);
  const settled = useNavigation().state === 'idle';
  const ask = useEffectEvent((wanted: string) => onKeyword(wanted));
  // Going back changes the address without any typing; the field follows.
  useEffect(() => {
    if (!settled || keyword === asked.current) return;
    asked.current = keyword;
    setTyped(keyword);
  }, [keyword, settled]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === asked.current.trim()) return undefined;
    const timer = setTimeout(() => {
      asked.current = wanted;
      ask(wanted);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed, pauseMs]);
  return (
    <TextInput
      label={label}
      placeholder={hint}
      leftSection={<IconSearch size={16} aria-hidden />}
      maxLength={100}
      spellCheck={false}
      value={typed}
      onChange={({ currentTarget: { value } }) => setTyped(value)}
    />
  );
}
