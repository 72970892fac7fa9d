import { NativeSelect } from '@mantine/core';
import { FilterBar } from '#web/ui/filter-bar.tsx';
import { KeywordField } from '#web/ui/keyword-field.tsx';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { blockings } from '../contract.ts';
import type { ListAddress } from './list-address.ts';

const words = patientSetWords.list;

interface SetsFiltersProps {
  readonly address: ListAddress;
  readonly total: number;
  readonly onShow: (other: Partial<ListAddress>) => void;
}

/** Keyword and whether a set blocks anybody, acting while typing. */
export const SetsFilters = ({ address: { keyword, only }, total, onShow }: SetsFiltersProps) => (
  <FilterBar
    label={words.filter}
    said={words.said(total)}
    first={
      <KeywordField
        label={words.keyword}
        hint={words.keywordHint}
        keyword={keyword}
        onKeyword={(wanted) => onShow({ keyword: wanted })}
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
