import { NativeSelect, TextInput } from '@mantine/core';
import type { Id } from '#kernel/brand.ts';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { handoverWords } from '#web/words/handover.ts';
import type { Where } from '../contract.ts';
import type { reversed } from '../rules.ts';
import css from './rule-dialog.module.css';
import type { Colleague, PlannedKind, Preview } from './plan.ts';
import { type Change, RulePatient } from './rule-patient.tsx';

const words = handoverWords.deactivate.rules;

interface RuleWhereProps {
  readonly kind: PlannedKind;
  readonly preview: Preview;
  readonly colleagues: readonly Colleague[];
  readonly where: Where;
  /** The spans that end before they begin. */
  readonly wrong: ReturnType<typeof reversed>;
  readonly onChange: (where: Where) => void;
}

/** The filters of a rule, those that its kind has; an empty one asks nothing. */
export function RuleWhere({ kind, preview, colleagues, where, wrong, onChange }: RuleWhereProps) {
  const set = (more: Change) =>
    onChange(Object.fromEntries(Object.entries({ ...where, ...more }).filter(([, value]) => value !== undefined)));
  const facets = kind.facets.filter(({ facet }) => handoverWords.facets[facet]);
  const any = { value: '', label: words.any };
  return (
    <div className={css.fields}>
      {facets.length > 0 && (
        <NativeSelect
          label={words.facet}
          value={where.facet ?? ''}
          onChange={({ currentTarget: { value } }) => set({ facet: value || undefined })}
          data={[any, ...facets.map(({ facet }) => ({ value: facet, label: handoverWords.facets[facet] ?? facet }))]}
        />
      )}
      {kind.hasSite && (
        <NativeSelect
          label={words.site}
          value={where.siteId ?? ''}
          onChange={({ currentTarget: { value } }) => set({ siteId: (value || undefined) as Id<'site'> | undefined })}
          data={[any, ...preview.sites.map(({ siteId, name }) => ({ value: siteId as string, label: name }))]}
        />
      )}
      {kind.kind !== 'mrp-patient' && (
        <PersonSelect
          label={words.mrp}
          clearable
          placeholder={words.any}
          people={colleagues
            .filter(({ type }) => type === 'doctor')
            .map(({ userId, name }) => ({ value: userId as string, label: name }))}
          value={where.mrpId ?? null}
          onChange={(mrpId) => set({ mrpId: (mrpId ?? undefined) as Id<'user'> | undefined })}
        />
      )}
      {preview.sets.length > 0 && (
        <NativeSelect
          label={words.set}
          value={where.setId ?? ''}
          onChange={({ currentTarget: { value } }) => set({ setId: (value || undefined) as Id<'set'> | undefined })}
          data={[any, ...preview.sets.map(({ setId, name }) => ({ value: setId as string, label: name }))]}
        />
      )}
      <TextInput
        className={css.first}
        type="date"
        label={kind.kind === 'appointment' ? words.fromDay : words.waitsFrom}
        value={where.from ?? ''}
        onChange={({ currentTarget: { value } }) => set({ from: value || undefined })}
      />
      <TextInput
        type="date"
        label={kind.kind === 'appointment' ? words.untilDay : words.waitsUntil}
        value={where.until ?? ''}
        error={wrong.includes('days') && words.reversed}
        onChange={({ currentTarget: { value } }) => set({ until: value || undefined })}
      />
      <RulePatient where={where} wrong={wrong} onChange={set} />
    </div>
  );
}
