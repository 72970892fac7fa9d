import { Checkbox, MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { patientStatuses, rosterStatuses, sexes } from '#features/patients/contract.ts';
import { Panel } from '#web/ui/panel.tsx';
import { FieldGrid, span } from '#web/ui/section-form.tsx';
import { reportWords } from '#web/words/demographic-report.ts';
import { patientWords } from '#web/words/patients.ts';
import { criteriaWords } from '#web/words/report-criteria.ts';
import type { ReportChoices } from '../contract.ts';
import { pastedIds } from '../rules.ts';
import { AgeFields } from './age-fields.tsx';
import type { ReportDraft } from './report-draft.ts';
import css from './report-page.module.css';

const words = reportWords.where;

export interface FieldsProps {
  readonly draft: ReportDraft;
  readonly change: (part: Partial<ReportDraft>) => void;
  /** Why the last run was turned down, at the field it concerns. */
  readonly errorOf: (field: 'age' | 'lastVisit' | 'demographicIds') => string | undefined;
}

interface TicksProps<T extends string> {
  readonly label: string;
  readonly all: readonly { readonly value: T; readonly label: string }[];
  readonly chosen: readonly T[];
  readonly onChoose: (chosen: T[]) => void;
}

/** Several of a few; none of them ticked asks for nothing. */
function Ticks<T extends string>({ label, all, chosen, onChoose }: TicksProps<T>) {
  const toggle = (value: T) =>
    onChoose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <fieldset className={`${css.ticks} ${span.whole}`}>
      <legend>{label}</legend>
      {all.map(({ value, label: name }) => (
        <Checkbox key={value} size="xs" label={name} checked={chosen.includes(value)} onChange={() => toggle(value)} />
      ))}
    </fieldset>
  );
}

const labelled = <T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, label: labels[value] }));

/** What a text field of the form shows, by its name. */
function textOf({ draft, change }: FieldsProps) {
  return (field: 'lastName' | 'firstName' | 'postalCode' | 'visitBefore' | 'visitAfter') => ({
    label: words[field],
    className: span.third ?? '',
    value: draft[field],
    maxLength: 200,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => change({ [field]: event.currentTarget.value }),
  });
}

function Numbers({ draft, change, errorOf }: FieldsProps) {
  // A long list is read when it changes, not with every key that is pressed elsewhere.
  const { numbers, unreadable } = useMemo(() => pastedIds(draft.demographicIds), [draft.demographicIds]);
  const some = numbers.length + unreadable.length > 0;
  return (
    <Textarea
      label={words.ids}
      description={some ? words.pasted(numbers.length, unreadable.length) : words.idsHelp}
      error={errorOf('demographicIds')}
      className={span.whole ?? ''}
      rows={2}
      spellCheck={false}
      value={draft.demographicIds}
      onChange={({ currentTarget: { value } }) => change({ demographicIds: value })}
    />
  );
}

/** The criteria; all of them must be met. */
export function WherePanel({ choices, ...props }: FieldsProps & { readonly choices: ReportChoices }) {
  const { draft, change, errorOf } = props;
  const text = textOf(props);
  const providers = choices.providers.map(({ userId, name, deactivated }) => ({
    value: userId as string,
    label: deactivated ? words.left(name) : name,
  }));
  const sites = choices.sites.map(({ siteId, name, closed }) => ({
    value: siteId as string,
    label: closed ? words.closedSite(name) : name,
  }));
  return (
    <Panel title={words.title} lead={words.lead}>
      <FieldGrid>
        <AgeFields {...props} />
        <TextInput {...text('lastName')} placeholder={words.begins} />
        <TextInput {...text('firstName')} placeholder={words.begins} />
        <TextInput {...text('postalCode')} placeholder={words.begins} />
        <TextInput {...text('visitAfter')} type="date" error={errorOf('lastVisit')} />
        <TextInput {...text('visitBefore')} type="date" />
        <p className={`small dim ${css.beside} ${span.third}`}>{words.visitHelp}</p>
        <Ticks
          label={words.sex}
          all={labelled(sexes, patientWords.sexes)}
          chosen={draft.sexes}
          onChoose={(chosen) => change({ sexes: chosen })}
        />
        <Ticks
          label={words.patientStatus}
          all={labelled([...patientStatuses, 'deceased'] as const, criteriaWords.patientStatuses)}
          chosen={draft.patientStatuses}
          onChoose={(chosen) => change({ patientStatuses: chosen })}
        />
        <Ticks
          label={words.rosterStatus}
          all={labelled(rosterStatuses, criteriaWords.rosterStatuses)}
          chosen={draft.rosterStatuses}
          onChoose={(chosen) => change({ rosterStatuses: chosen })}
        />
        <Ticks
          label={words.site}
          all={[...sites, { value: '', label: words.noSite }]}
          chosen={draft.siteIds}
          onChoose={(chosen) => change({ siteIds: chosen })}
        />
        <MultiSelect
          label={words.provider}
          description={words.providerHelp}
          className={span.whole ?? ''}
          searchable
          clearable
          data={[...providers, { value: NOBODY, label: words.noProvider }]}
          value={draft.providerIds.map((id) => id || NOBODY)}
          onChange={(chosen) => change({ providerIds: chosen.map((id) => (id === NOBODY ? '' : id)) })}
        />
        <Numbers {...props} />
      </FieldGrid>
    </Panel>
  );
}

// The list of choices takes no empty value.
const NOBODY = 'none';
