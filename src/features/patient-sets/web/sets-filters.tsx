import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { FilterBar } from '#web/ui/filter-bar.tsx';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { blockings } from '../contract.ts';
import type { ListAddress } from './list-address.ts';

const words = patientSetWords.list;
const PAUSE_MS = 180;

interface SetsFiltersProps {
  readonly address: ListAddress;
  readonly total: number;
  readonly onShow: (other: Partial<ListAddress>) => void;
}

/** Keyword and whether a set blocks anybody, acting while typing. */
export function SetsFilters({ address: { keyword, only }, total, onShow }: SetsFiltersProps) {
  const [typed, setTyped] = useState(keyword);
  const asked = useRef(keyword);
  const ask = useEffectEvent((wanted: string) => onShow({ keyword: wanted }));
  // Going back changes the address without any typing; the field follows.
  useEffect(() => {
    if (keyword === asked.current) return;
    asked.current = keyword;
    setTyped(keyword);
  }, [keyword]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === asked.current.trim()) return undefined;
    const timer = setTimeout(() => {
      asked.current = wanted;
      ask(wanted);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <FilterBar
      label={words.filter}
      said={words.said(total)}
      first={
        <TextInput
          label={words.keyword}
          placeholder={words.keywordHint}
          leftSection={<IconSearch size={16} aria-hidden />}
          maxLength={100}
          value={typed}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
      }
    >
      <NativeSelect
        label={words.only}
        value={only ?? ''}
        onChange={({ currentTarget: { value } }) => onShow({ only: blockings.find((one) => one === value) })}
        data={[{ value: '', label: words.all }, ...blockings.map((value) => ({ value, label: words[value] }))]}
      />
    </FilterBar>
  );
}
