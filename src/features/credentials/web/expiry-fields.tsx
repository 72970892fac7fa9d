import { Checkbox, TextInput } from '@mantine/core';
import { span } from '#web/ui/section-form.tsx';
import { credentialWords } from '#web/words/credentials.ts';
import type { LoginDraft } from './login-draft.ts';
import css from './login-fields.module.css';

const words = credentialWords.fields;
type Expiry = Pick<LoginDraft, 'expires' | 'expiryDay' | 'expiryTime'>;

interface ExpiryFieldsProps {
  readonly expiry: Expiry;
  readonly onChange: (part: Partial<Expiry>) => void;
  readonly errorOf: (field: string) => string | undefined;
}

/** Until when sign-in works, by the clinic's calendar and clock. */
export const ExpiryFields = ({ expiry, onChange, errorOf }: ExpiryFieldsProps) => (
  <div className={`${span.whole} stack`}>
    <Checkbox
      label={words.expires}
      description={words.expiresHelp}
      checked={expiry.expires}
      onChange={(event) => onChange({ expires: event.currentTarget.checked })}
    />
    {expiry.expires && (
      <div className={css.expiry}>
        <TextInput
          type="date"
          name="day"
          label={words.expiryDay}
          required
          value={expiry.expiryDay}
          error={errorOf('day')}
          onChange={(event) => onChange({ expiryDay: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          name="time"
          label={words.expiryTime}
          required
          value={expiry.expiryTime}
          onChange={(event) => onChange({ expiryTime: event.currentTarget.value })}
        />
      </div>
    )}
  </div>
);
