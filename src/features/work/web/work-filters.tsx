import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useColleagues } from '#web/colleagues.ts';
import { DayField } from '#web/ui/day-field.tsx';
import { FilterBar } from '#web/ui/filter-bar.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { listWords } from '#web/words/lists.ts';
import { workWords as words } from '#web/words/work.ts';
import { type Order, orders } from '../contract.ts';
import type { ListAddress } from './address.ts';
import { NameFilter } from './name-filter.tsx';

/** By what a list of work can be filtered and put in order. */
export interface Offers {
  /** The label of the field that looks for a name. */
  readonly name?: string | undefined;
  readonly statuses?: readonly { readonly value: string; readonly label: string }[] | undefined;
  /** The label of the field that chooses whose it is. */
  readonly person?: string | undefined;
  readonly sites?: readonly { readonly siteId: string; readonly name: string }[] | undefined;
  readonly days?: boolean | undefined;
  /** The order in which the folder comes by itself, where it can be put otherwise. */
  readonly order?: Order | 'urgency' | undefined;
}

type Filters = Omit<ListAddress<string>, 'folder' | 'after'>;

interface WorkFiltersProps {
  readonly offers: Offers;
  readonly address: Filters;
  readonly onShow: (changed: Partial<Filters>) => void;
}

function Whose({
  label,
  personId,
  onShow,
}: Pick<WorkFiltersProps, 'onShow'> & Pick<Filters, 'personId'> & { readonly label: string }) {
  const { colleagues = [] } = useColleagues();
  return (
    <PersonSelect
      label={label}
      placeholder={listWords.anybody}
      clearable
      people={colleagues.map(({ userId, name, type }) => ({ value: userId, label: name, type }))}
      value={personId ?? null}
      onChange={(value) => onShow({ personId: colleagues.find(({ userId }) => userId === value)?.userId })}
    />
  );
}

/** The fields that a list offers, in one order on every page; the first stays in sight on small screens. */
function fieldsOf({ offers, address, onShow }: WorkFiltersProps): ReactNode[] {
  const { name, statuses = [], person, sites = [], days, order } = offers;
  return [
    name && (
      <NameFilter
        key="name"
        label={name}
        name={address.name ?? ''}
        onLook={(typed) => onShow({ name: typed || undefined })}
      />
    ),
    statuses.length > 0 && (
      <NativeSelect
        key="status"
        label={words.state}
        value={address.status ?? ''}
        data={[{ value: '', label: words.allStates }, ...statuses]}
        onChange={({ currentTarget: { value } }) => onShow({ status: value || undefined })}
      />
    ),
    person && <Whose key="person" label={person} personId={address.personId} onShow={onShow} />,
    sites.length > 1 && (
      <NativeSelect
        key="site"
        label={listWords.site}
        value={address.siteId ?? ''}
        data={[
          { value: '', label: listWords.anySite },
          ...sites.map((site) => ({ value: site.siteId, label: site.name })),
        ]}
        onChange={({ currentTarget: { value } }) => onShow({ siteId: (value || undefined) as Filters['siteId'] })}
      />
    ),
    days && <DayField key="from" label={listWords.from} day={address.from} onDay={(from) => onShow({ from })} />,
    days && <DayField key="to" label={listWords.to} day={address.to} onDay={(to) => onShow({ to })} />,
    order && (
      <NativeSelect
        key="order"
        label={listWords.order}
        value={address.order ?? order}
        data={[
          ...(order === 'urgency' ? [{ value: order, label: listWords.byUrgency }] : []),
          ...orders.map((value) => ({ value, label: listWords.orders[value] })),
        ]}
        onChange={({ currentTarget: { value } }) => {
          const chosen = orders.find((one) => one === value);
          onShow({ order: chosen === order ? undefined : chosen });
        }}
      />
    ),
  ].filter(Boolean);
}

/** The filters above a list of work; nothing where it offers none. */
export function WorkFilters(props: WorkFiltersProps) {
  const [first, ...others] = fieldsOf(props);
  if (!first) return null;
  return (
    <FilterBar label={listWords.filter} first={first}>
      {others.length > 0 && others}
    </FilterBar>
  );
}
