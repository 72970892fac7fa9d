import { NativeSelect, TextInput } from '@mantine/core';
import { span } from '#web/ui/section-form.tsx';
import { reportWords } from '#web/words/demographic-report.ts';
import { ageComparisons } from '../contract.ts';
import type { FieldsProps } from './where-panel.tsx';
import { isBetween } from './report-draft.ts';

const words = reportWords.where;
const comparisons = ['', ...ageComparisons] as const;
const third = span.third ?? '';

/** How old, measured how, on which day. */
export function AgeFields({ draft, change, errorOf }: FieldsProps) {
  const between = isBetween(draft.comparison);
  return (
    <>
      <NativeSelect
        label={words.age}
        className={third}
        value={draft.comparison}
        onChange={({ currentTarget: { value } }) =>
          change({ comparison: comparisons.find((one) => one === value) ?? '' })
        }
        data={comparisons.map((value) => ({ value, label: words.comparisons[value] }))}
      />
      {draft.comparison !== '' && (
        <>
          <TextInput
            label={between ? words.lowest : words.fromShort}
            placeholder="40"
            className={third}
            value={draft.from}
            error={errorOf('age')}
            onChange={({ currentTarget: { value } }) => change({ from: value })}
          />
          {between && (
            <TextInput
              label={words.highest}
              placeholder="18m"
              className={third}
              value={draft.to}
              onChange={({ currentTarget: { value } }) => change({ to: value })}
            />
          )}
          <NativeSelect
            label={words.style}
            className={third}
            value={draft.style}
            onChange={({ currentTarget: { value } }) => change({ style: value === 'year' ? 'year' : 'exact' })}
            data={(['exact', 'year'] as const).map((value) => ({ value, label: words.styles[value] }))}
          />
          <TextInput
            type="date"
            label={words.asOf}
            description={words.asOfHelp}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            className={third}
            value={draft.asOf}
            onChange={({ currentTarget: { value } }) => change({ asOf: value })}
          />
          <p className={`small dim ${span.whole}`}>{words.partial}</p>
        </>
      )}
    </>
  );
}
