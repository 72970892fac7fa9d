import { NativeSelect, TextInput } from '@mantine/core';
import { handoverWords } from '#web/words/handover.ts';
import { letters, type Where } from '../contract.ts';
import type { reversed } from '../rules.ts';
import css from './rule-dialog.module.css';

const words = handoverWords.deactivate.rules;

export type Change = { readonly [K in keyof Where]?: Where[K] | undefined };

interface RulePatientProps {
  readonly where: Where;
  /** The spans that end before they begin. */
  readonly wrong: ReturnType<typeof reversed>;
  readonly onChange: (more: Change) => void;
}

/** What of the patient a rule asks: how the last name begins, where they live, how old they are. */
export function RulePatient({ where, wrong, onChange }: RulePatientProps) {
  const any = { value: '', label: words.any };
  return (
    <>
      <Letter
        className={css.first}
        label={words.nameFrom}
        value={where.nameFrom}
        choices={[any, ...letters]}
        onChange={(nameFrom) => onChange({ nameFrom })}
      />
      <Letter
        label={words.nameTo}
        value={where.nameTo}
        choices={[any, ...letters]}
        wrong={wrong.includes('names')}
        onChange={(nameTo) => onChange({ nameTo })}
      />
      <Age label={words.ageFrom} value={where.ageFrom} onChange={(ageFrom) => onChange({ ageFrom })} />
      <Age
        label={words.ageTo}
        value={where.ageTo}
        wrong={wrong.includes('ages')}
        onChange={(ageTo) => onChange({ ageTo })}
      />
      <TextInput
        label={words.postalCode}
        autoComplete="off"
        maxLength={3}
        value={where.postalCode ?? ''}
        onChange={({ currentTarget: { value } }) => {
          const begins = value.toUpperCase().replaceAll(/^[^A-Z]+|[^A-Z0-9]/g, '');
          onChange({ postalCode: begins || undefined });
        }}
      />
      <p className={`${css.whole} tiny dim`}>{words.patientHelp}</p>
    </>
  );
}

interface LetterProps {
  readonly className?: string | undefined;
  readonly label: string;
  readonly value: string | undefined;
  readonly choices: readonly (string | { readonly value: string; readonly label: string })[];
  readonly wrong?: boolean;
  readonly onChange: (letter: string | undefined) => void;
}

const Letter = ({ className, label, value = '', choices, wrong = false, onChange }: LetterProps) => (
  <NativeSelect
    className={className ?? ''}
    label={label}
    value={value}
    error={wrong && words.reversed}
    onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
    data={[...choices]}
  />
);

interface AgeProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly wrong?: boolean;
  readonly onChange: (years: number | undefined) => void;
}

const Age = ({ label, value, wrong = false, onChange }: AgeProps) => (
  <TextInput
    label={label}
    inputMode="numeric"
    autoComplete="off"
    maxLength={3}
    value={value ?? ''}
    error={wrong && words.reversed}
    onChange={({ currentTarget }) => {
      const digits = currentTarget.value.replaceAll(/\D/g, '');
      onChange(digits === '' ? undefined : Math.min(Number(digits), 150));
    }}
  />
);
