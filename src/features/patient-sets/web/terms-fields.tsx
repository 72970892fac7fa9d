import { Checkbox, Switch, TextInput } from '@mantine/core';
import { patientSetWords } from '#web/words/patient-sets.ts';
import type { Terms } from '../contract.ts';
import css from './patient-sets.module.css';

const words = patientSetWords.access;

interface TermsFieldsProps {
  readonly legend: string;
  readonly terms: Terms;
  readonly onChange: (terms: Terms) => void;
  /** The field that stands against saving. */
  readonly wrong?: keyof Terms | undefined;
  /** Who is told on the review day of a block that stands as it is. */
  readonly reviewer?: string | undefined;
  /** The reason is not for the reader. */
  readonly reasonWithheld?: boolean;
  readonly disabled?: boolean;
}

/** Why, until when and how far a set is closed to somebody. */
export function TermsFields({
  legend,
  terms,
  onChange,
  wrong,
  reviewer,
  reasonWithheld = false,
  disabled = false,
}: TermsFieldsProps) {
  const set = (other: Partial<Terms>) => onChange({ ...terms, ...other });
  const at = (field: keyof Terms, why: string) => (wrong === field ? why : undefined);
  return (
    <fieldset className={css.terms} disabled={disabled}>
      <legend>{legend}</legend>
      <div className={css.fields}>
        <TextInput
          wrapperProps={{ 'data-wide': true }}
          label={words.reason}
          required={!reasonWithheld}
          description={reasonWithheld ? words.reasonWithheld : undefined}
          maxLength={500}
          value={terms.reason}
          onChange={({ currentTarget: { value } }) => set({ reason: value })}
          error={at('reason', words.reasonMissing)}
        />
        <TextInput
          type="date"
          label={words.endsOn}
          description={words.endsOnHelp}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={terms.endsOn ?? ''}
          onChange={({ currentTarget: { value } }) => set({ endsOn: value || null })}
          error={at('endsOn', words.past)}
        />
        <TextInput
          type="date"
          label={words.reviewOn}
          description={terms.reviewOn ? words.reviewOnHelp(reviewer) : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={terms.reviewOn ?? ''}
          onChange={({ currentTarget: { value } }) => set({ reviewOn: value || null })}
          error={at('reviewOn', words.reviewOnWrong)}
        />
      </div>
      <div className={css.switches}>
        <Switch
          label={words.masterFileOpen}
          checked={terms.masterFileOpen}
          onChange={({ currentTarget: { checked } }) => set({ masterFileOpen: checked })}
        />
        <Switch
          label={words.emergencyAllowed}
          checked={terms.emergencyAllowed}
          onChange={({ currentTarget: { checked } }) => set({ emergencyAllowed: checked })}
        />
        <Checkbox
          label={words.patientRequest}
          checked={terms.patientRequest}
          onChange={({ currentTarget: { checked } }) => set({ patientRequest: checked })}
        />
      </div>
    </fieldset>
  );
}
