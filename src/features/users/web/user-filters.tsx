import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useNavigation } from 'react-router';
import { FilterBar } from '#web/ui/filter-bar.tsx';
import { userWords } from '#web/words/users.ts';
import { userTypes } from '../contract.ts';
import type { ListAddress } from './list-address.ts';
import css from './manage-users-page.module.css';

const words = userWords.manage;
const PAUSE_MS = 180;

interface UserFiltersProps {
  readonly address: ListAddress;
  readonly onShow: (other: Partial<ListAddress>) => void;
}

/** Keyword and type, acting while typing. What is typed stays in the field even while an earlier answer arrives. */
export function UserFilters({ address: { keyword, type, expiresSoon }, onShow }: UserFiltersProps) {
  const [typed, setTyped] = useState(keyword);
  const asked = useRef(keyword);
  const settled = useNavigation().state === 'idle';
  const ask = useEffectEvent((wanted: string) => onShow({ keyword: wanted }));
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
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <FilterBar
      label={words.filter}
      first={
        <TextInput
          label={words.keyword}
          placeholder={words.keywordHint}
          leftSection={<IconSearch size={16} aria-hidden />}
          maxLength={100}
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      }
    >
      <NativeSelect
        label={words.type}
        value={type ?? ''}
        onChange={({ currentTarget: { value } }) => onShow({ type: userTypes.find((one) => one === value) })}
        data={[
          { value: '', label: words.anyType },
          ...userTypes.map((value) => ({ value, label: userWords.types[value] })),
        ]}
      />
      <Checkbox
        className={css.check ?? ''}
        label={words.expiresSoon}
        checked={expiresSoon}
        onChange={(event) => onShow({ expiresSoon: event.currentTarget.checked })}
      />
    </FilterBar>
  );
}
