import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { dayOf, formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Tag } from '#web/ui/tag.tsx';
import { TwoListSelector } from '#web/ui/two-list-selector.tsx';
import { patientSetWords } from '#web/words/patient-sets.ts';
import type { Choice } from '../access-contract.ts';
import { type Change, changeOf, type Draft, usualTerms, wrongWith } from './access-draft.ts';
import { TermsFields } from './terms-fields.tsx';

const words = patientSetWords.access;
const marks: Readonly<Record<Change, string>> = { closes: words.fresh, opens: words.lifted, differs: words.changed };

/** More sets than the lists show at once are looked for by name. */
const MANY = 6;

interface SetAccessListsProps {
  readonly choices: readonly Choice[];
  /** Who is told on the review days of the blocks that stand. */
  readonly reviewers: ReadonlyMap<Id<'set'>, string>;
  /** Those of which the reason is not for the reader. */
  readonly withheld: ReadonlySet<Id<'set'>>;
  readonly base: Draft;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** Which set is looked at, and why it cannot be saved as it is. */
  readonly chosen: Id<'set'> | undefined;
  readonly onChoose: (setId: Id<'set'>) => void;
  /** Done was pressed: what is missing is said at its field. */
  readonly tried: boolean;
}

/** Black Listed on the left, Demographic Sets on the right, and how the chosen set is closed. */
export function SetAccessLists({
  choices,
  reviewers,
  withheld,
  base,
  draft,
  onChange,
  chosen,
  onChoose,
  tried,
}: SetAccessListsProps) {
  const { timeZone, locale, today } = useClinic();
  // What a set had when it was moved to the right, so that moving it back asks nothing anew.
  const [left, setLeft] = useState<Draft>(new Map());
  const [typed, setTyped] = useState('');
  const entry = (set: Choice) => {
    const change = changeOf(base, draft, set.setId);
    const day = formatDay(dayOf(set.since, timeZone), locale);
    return {
      id: set.setId,
      name: set.name,
      detail: patientSetWords.detail(set.members, set.versionNumber, day),
      mark: change && <Tag tone="warn">{marks[change]}</Tag>,
    };
  };
  const move = (id: string, to: 'left' | 'right') => {
    const setId = id as Id<'set'>;
    const next = new Map(draft);
    if (to === 'left') next.set(setId, left.get(setId) ?? base.get(setId) ?? usualTerms);
    else {
      setLeft(new Map(left).set(setId, draft.get(setId) ?? usualTerms));
      next.delete(setId);
    }
    onChange(next);
    onChoose(setId);
  };
  const open = choices.filter(({ setId }) => !draft.has(setId));
  const found = open.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()));
  const set = choices.find(({ setId }) => setId === chosen);
  const terms = set && draft.get(set.setId);
  const changed = set && changeOf(base, draft, set.setId) !== undefined;
  return (
    <>
      {choices.length > MANY && (
        <TextInput
          label={words.find}
          leftSection={<IconSearch size={16} aria-hidden />}
          maxLength={100}
          spellCheck={false}
          value={typed}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
      )}
      <TwoListSelector
        left={{
          title: words.blackListed,
          entries: choices.filter(({ setId }) => draft.has(setId)).map(entry),
          empty: words.nothingClosed,
        }}
        right={{
          title: words.sets,
          entries: found.map(entry),
          empty: choices.length === 0 ? words.noSets : open.length === 0 ? words.allClosed : words.noneFound,
        }}
        chosen={chosen}
        onChoose={(id) => onChoose(id as Id<'set'>)}
        onMove={move}
        toLeft={words.toLeft}
        toRight={words.toRight}
      />
      {set && terms && (
        <TermsFields
          key={set.setId}
          legend={words.terms(set.name)}
          terms={terms}
          onChange={(other) => onChange(new Map(draft).set(set.setId, other))}
          reasonWithheld={!changed && withheld.has(set.setId)}
          reviewer={changed ? undefined : reviewers.get(set.setId)}
          wrong={tried && changed ? wrongWith(terms, today) : undefined}
        />
      )}
    </>
  );
}
