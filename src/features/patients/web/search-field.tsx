import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLocation, useNavigation } from 'react-router';
import { FilterBar } from '#web/ui/filter-bar.tsx';
import { patientWords } from '#web/words/patients.ts';
import { waysOf } from '../ways.ts';

const words = patientWords.search;
const PAUSE_MS = 180;

/** How what is typed is looked for, in a sentence. */
function meaningOf(typed: string): string {
  if (typed.trim() === '') return words.everybody;
  const ways = waysOf(typed);
  const [first] = ways;
  if (first?.by === 'name') return ways.length > 1 ? words.meaning.mixed : words.meaning.name;
  if (first?.by === 'birth') return words.meaning.birth;
  if (first?.by === 'birth-in') return words.meaning.month;
  if (ways.some(({ by }) => by === 'birth-in')) return words.meaning.year;
  return first && 'whole' in first ? words.meaning.whole : words.meaning.number;
}

interface SearchFieldProps {
  /** What the patients shown were found by. */
  readonly query: string;
  readonly onSearch: (query: string) => void;
  /** Enter was pressed, and what is shown is what was typed. */
  readonly onEnter: () => void;
}

/** The one search field, acting while typing. What is typed stays in it even while an earlier answer arrives. */
export function SearchField({ query, onSearch, onEnter }: SearchFieldProps) {
  const [typed, setTyped] = useState(query);
  const asked = useRef(query);
  const field = useRef<HTMLInputElement>(null);
  const settled = useNavigation().state === 'idle';
  const { key } = useLocation();
  const ask = useEffectEvent((wanted: string) => {
    asked.current = wanted;
    onSearch(wanted);
  });
  // Going back changes the address without any typing; the field follows.
  useEffect(() => {
    if (!settled || query === asked.current) return;
    asked.current = query;
    setTyped(query);
  }, [query, settled]);
  useEffect(() => {
    if (typed.trim() === asked.current.trim()) return undefined;
    const timer = setTimeout(() => ask(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  // "Find a patient" leads here from everywhere, from here too.
  const arrive = useEffectEvent((_at: string) => {
    if (asked.current === '') field.current?.focus();
  });
  useEffect(() => arrive(key), [key]);
  return (
    <FilterBar
      label={words.filter}
      said={meaningOf(typed)}
      first={
        <TextInput
          ref={field}
          type="search"
          label={words.field}
          placeholder={words.placeholder}
          leftSection={<IconSearch size={16} aria-hidden />}
          maxLength={100}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (settled && typed.trim() === query.trim()) onEnter();
            else ask(typed.trim());
          }}
        />
      }
    />
  );
}
