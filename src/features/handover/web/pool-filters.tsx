import { NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { FilterBar } from '#web/ui/filter-bar.tsx';
import { poolWords as words } from '#web/words/pool.ts';
import type { PoolKind } from '../pool-contract.ts';
import { labelOf } from './plan.ts';
import { type PoolAddress, poolShows } from './pool-address.ts';

interface PoolFiltersProps {
  readonly address: PoolAddress;
  readonly kinds: readonly PoolKind[];
  readonly waiting: number;
  readonly onShow: (other: Partial<PoolAddress>) => void;
}

const TYPING_MS = 300;

/** By kind, by what makes it pressing, and by patient. */
export function PoolFilters({ address, kinds, waiting, onShow }: PoolFiltersProps) {
  const [name, setName] = useState(address.patient ?? '');
  useEffect(() => {
    if (name === (address.patient ?? '')) return undefined;
    const wait = setTimeout(() => onShow({ patient: name || undefined }), TYPING_MS);
    return () => clearTimeout(wait);
    // oxlint-disable-next-line react-hooks/exhaustive-deps, react/exhaustive-effect-dependencies -- asks once typing rests, not when the page has changed
  }, [name]);
  return (
    <FilterBar
      label={words.filter}
      said={words.waits(waiting)}
      first={
        <NativeSelect
          label={words.kind}
          value={address.kind ?? ''}
          onChange={({ currentTarget: { value } }) => onShow({ kind: value || undefined })}
          data={[
            { value: '', label: words.allKinds(waiting) },
            ...kinds.map(({ kind, items }) => ({ value: kind, label: words.ofKind(labelOf(kind), items) })),
          ]}
        />
      }
    >
      <NativeSelect
        label={words.show}
        value={address.show}
        onChange={({ currentTarget: { value } }) => onShow({ show: poolShows.find((one) => one === value) ?? 'all' })}
        data={poolShows.map((value) => ({ value, label: words.shows[value] }))}
      />
      <TextInput
        label={words.patient}
        type="search"
        maxLength={100}
        value={name}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
    </FilterBar>
  );
}
