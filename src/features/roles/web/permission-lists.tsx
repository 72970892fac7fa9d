import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { FieldGrid } from '#web/ui/section-form.tsx';
import { TwoListSelector } from '#web/ui/two-list-selector.tsx';
import { capabilityNames } from '#web/words/capabilities.ts';
import { roleWords } from '#web/words/roles.ts';
import type { PermissionChoice } from '../contract.ts';
import { capabilityOf } from '../rules.ts';

const words = roleWords.form;

/** The word that pages use for a capability. */
export const capabilityName = (capability: string): string => capabilityNames[capability] ?? capability;

/** The capabilities that these permissions belong to, for a list to choose from. */
export const capabilitiesOf = (permissions: readonly { readonly permission: string }[]) =>
  [...new Set(permissions.map(({ permission }) => capabilityOf(permission)))]
    .map((value) => ({ value, label: capabilityName(value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));

/** Whether what a permission says, or is called, holds every word typed. */
export const matches = ({ permission, says }: { readonly permission: string; readonly says: string }, typed: string) =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${says} ${permission}`.toLowerCase().includes(word));

interface PermissionListsProps {
  readonly choices: readonly PermissionChoice[];
  readonly assigned: readonly string[];
  readonly onChange: (assigned: readonly string[]) => void;
}

/** Available and assigned permissions, by capability, each with the sentence of what it allows. */
export function PermissionLists({ choices, assigned, onChange }: PermissionListsProps) {
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState('');
  const [capability, setCapability] = useState('');
  const given = new Set(assigned);
  const shown = choices
    .filter((one) => matches(one, typed) && (capability === '' || capabilityOf(one.permission) === capability))
    .map((one) => ({ ...one, group: capabilityName(capabilityOf(one.permission)) }))
    .toSorted((a, b) => a.group.localeCompare(b.group));
  const lines = (of: readonly (typeof shown)[number][]) =>
    of.map(({ permission, says, group }) => ({ id: permission, name: says, detail: permission, group }));
  const open = shown.filter(({ permission, mayGive }) => mayGive && !given.has(permission));
  const closed = choices.filter(({ permission, mayGive }) => !mayGive && !given.has(permission)).length;
  const filtered = shown.length < choices.length;
  return (
    <div className="stack">
      <FieldGrid>
        <TextInput
          label={words.find}
          placeholder={words.findHint}
          leftSection={<IconSearch size={16} aria-hidden />}
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()} // it searches, and saves nothing
        />
        <NativeSelect
          label={words.capability}
          value={capability}
          onChange={(event) => setCapability(event.currentTarget.value)}
          data={[{ value: '', label: words.anyCapability }, ...capabilitiesOf(choices)]}
        />
      </FieldGrid>
      <TwoListSelector
        left={{
          title: words.available,
          entries: lines(open),
          empty: filtered ? words.noneMatch : words.noneAvailable,
        }}
        right={{
          title: words.assigned,
          entries: lines(shown.filter(({ permission }) => given.has(permission))),
          empty: filtered ? words.noneMatch : words.noneAssigned,
        }}
        chosen={chosen}
        onChoose={setChosen}
        onMove={(id, to) => {
          onChange(to === 'right' ? [...assigned, id] : assigned.filter((one) => one !== id));
          setChosen(id);
        }}
        toLeft={words.withdraw}
        toRight={words.assign}
      />
      {closed > 0 && <p className="small dim">{words.notYours(closed)}</p>}
    </div>
  );
}
