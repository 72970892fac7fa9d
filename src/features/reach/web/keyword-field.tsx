import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { reachWords } from '#web/words/reach.ts';

const PAUSE_MS = 500;

interface KeywordFieldProps {
  readonly hint: string;
  readonly keyword: string | undefined;
  readonly onKeyword: (keyword: string | undefined) => void;
}

/** A keyword that is asked for once it stands still: each reading leaves an entry. */
export function KeywordField({ hint, keyword = '', onKeyword }: KeywordFieldProps) {
  const [typed, setTyped] = useState(keyword);
  const asked = useRef(keyword);
  const ask = useEffectEvent((wanted: string) => onKeyword(wanted || undefined));
  // Going back changes the address without any typing; the field follows.
  useEffect(() => {
    if (keyword === asked.current) return;
    asked.current = keyword;
    setTyped(keyword);
  }, [keyword]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === asked.current) return undefined;
    const timer = setTimeout(() => {
      asked.current = wanted;
      ask(wanted);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <TextInput
      label={reachWords.keyword}
      placeholder={hint}
      leftSection={<IconSearch size={16} aria-hidden />}
      maxLength={100}
      value={typed}
      onChange={({ currentTarget: { value } }) => setTyped(value)}
    />
  );
}
