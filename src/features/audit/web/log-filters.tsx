import { NativeSelect } from '@mantine/core';
import { FilterBar } from '#web/ui/filter-bar.tsx';
import { DayField } from '#web/ui/day-field.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { auditWords as words } from '#web/words/audit.ts';
import type { Output } from '#kernel/contract.ts';
import type { ListActions, ListPeople, Log } from '../contract.ts';
import type { LogAddress } from './log-address.ts';
import { OnWhomSelect } from './on-whom-select.tsx';

type Actions = Output<typeof ListActions>['actions'];

/** What can be looked for, by capability: what stands in the log, and what may come to stand there. */
function choicesOf(actions: Actions, chosen: string | undefined) {
  const known = actions.filter(({ action, inLog }) => inLog || words.hasWords(action)).map(({ action }) => action);
  const all = chosen && !chosen.endsWith('.') && !known.includes(chosen) ? [...known, chosen] : known;
  const byCapability = Map.groupBy(all, (action) => action.slice(0, action.indexOf('.')));
  const named = [...byCapability].map(([capability, of]) => ({ capability, of, group: words.capability(capability) }));
  const groups = named
    .toSorted((a, b) => a.group.localeCompare(b.group))
    .map(({ capability, of, group }) => ({
      group,
      items: [
        { value: `${capability}.`, label: words.everythingOf(group) },
        ...of.map((action) => ({ value: action, label: words.action(action, 'done') })),
      ],
    }));
  return [{ value: '', label: words.everything }, ...groups];
}

interface LogFiltersProps {
  /** Where the page is, or is going. */
  readonly address: LogAddress;
  readonly patient: Log['about']['patient'];
  readonly people: Output<typeof ListPeople>['people'];
  readonly actions: Actions;
  readonly onShow: (other: Partial<LogAddress>) => void;
}

/** Who, when, on whom, what and how it ended. */
export function LogFilters({ address, patient, people, actions, onShow }: LogFiltersProps) {
  const { actorId, onBehalfOfId, from, to, action, outcome } = address;
  const options = people.map(({ userId, name, type, deactivated }) => {
    const said = words.types[type] ?? type;
    return { value: userId, label: name, type, detail: deactivated ? words.left(said) : said };
  });
  const reversed = Boolean(from && to && to < from);
  return (
    <FilterBar
      label={words.filter}
      said={reversed ? words.reversed : words.said}
      first={
        <PersonSelect
          label={words.who}
          placeholder={words.anybody}
          clearable
          people={options}
          value={actorId ?? null}
          onChange={(value) => onShow({ actorId: people.find(({ userId }) => userId === value)?.userId })}
        />
      }
    >
      <DayField label={words.from} day={from} onDay={(day) => onShow({ from: day })} />
      <DayField label={words.until} day={to} error={reversed} onDay={(day) => onShow({ to: day })} />
      <PersonSelect
        label={words.onBehalfOf}
        placeholder={words.anybody}
        clearable
        people={options}
        value={onBehalfOfId ?? null}
        onChange={(value) => onShow({ onBehalfOfId: people.find(({ userId }) => userId === value)?.userId })}
      />
      <OnWhomSelect people={options} whom={address} patient={patient} onChoose={onShow} />
      <NativeSelect
        label={words.what}
        value={action ?? ''}
        onChange={({ currentTarget: { value } }) => onShow({ action: value || undefined })}
        data={choicesOf(actions, action)}
      />
      <NativeSelect
        label={words.outcome}
        value={outcome ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onShow({ outcome: value === 'done' || value === 'refused' ? value : undefined })
        }
        data={[
          { value: '', label: words.outcomes.all },
          { value: 'done', label: words.outcomes.done },
          { value: 'refused', label: words.outcomes.refused },
        ]}
      />
    </FilterBar>
  );
}
