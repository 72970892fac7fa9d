import { NativeSelect } from '@mantine/core';
import { FilterBar } from '#web/ui/filter-bar.tsx';
import { KeywordField } from '#web/ui/keyword-field.tsx';
import { userWords } from '#web/words/users.ts';
import { signIns, userTypes } from '../contract.ts';
import type { ListAddress } from './list-address.ts';
import type { Choices } from './user-draft.ts';

const words = userWords.manage;

interface UserFiltersProps {
  readonly address: ListAddress;
  readonly choices: Choices;
  readonly onShow: (other: Partial<ListAddress>) => void;
}

interface ChoiceProps {
  readonly label: string;
  readonly any: string;
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
  readonly data: readonly { readonly value: string; readonly label: string }[];
}

/** One filter out of a list; the first says that it filters nothing. */
const Choice = ({ label, any, value = '', onChange, data }: ChoiceProps) => (
  <NativeSelect
    label={label}
    value={value}
    onChange={({ currentTarget }) => onChange(currentTarget.value)}
    data={[{ value: '', label: any }, ...data]}
  />
);

/** Keyword and the filters, acting while typing. */
export function UserFilters({ address, choices, onShow }: UserFiltersProps) {
  const { keyword, type, roleId, siteId, signIn } = address;
  const { roles, sites } = choices;
  return (
    <FilterBar
      label={words.filter}
      first={
        <KeywordField
          label={words.keyword}
          hint={words.keywordHint}
          keyword={keyword}
          onKeyword={(wanted) => onShow({ keyword: wanted })}
        />
      }
    >
      <Choice
        label={words.type}
        any={words.anyType}
        value={type}
        onChange={(value) => onShow({ type: userTypes.find((one) => one === value) })}
        data={userTypes.map((value) => ({ value, label: userWords.types[value] }))}
      />
      <Choice
        label={words.role}
        any={words.anyRole}
        value={roleId}
        onChange={(value) => onShow({ roleId: roles.find((one) => one.roleId === value)?.roleId })}
        data={roles.map(({ roleId: value, name }) => ({ value, label: name }))}
      />
      {sites.length > 1 && (
        <Choice
          label={words.site}
          any={words.anySite}
          value={siteId}
          onChange={(value) => onShow({ siteId: sites.find((one) => one.siteId === value)?.siteId })}
          data={sites.map(({ siteId: value, name }) => ({ value, label: name }))}
        />
      )}
      <Choice
        label={words.signIn}
        any={words.signIns.any}
        value={signIn}
        onChange={(value) => onShow({ signIn: signIns.find((one) => one === value) })}
        data={signIns.map((value) => ({ value, label: words.signIns[value] }))}
      />
    </FilterBar>
  );
}
