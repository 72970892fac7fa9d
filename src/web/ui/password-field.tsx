import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { uiWords } from '../words/ui.ts';

interface PasswordFieldProps extends Omit<PasswordInputProps, 'visibilityToggleButtonProps' | 'aria-invalid'> {
  /** Names the button that shows what is typed: "Show the passcode". */
  readonly showLabel?: string;
}

/** A secret that can be looked at while it is typed. The library marks only the frame of a wrong one; here the field itself is. */
export const PasswordField = ({ showLabel = uiWords.password.show, error, ...field }: PasswordFieldProps) => (
  <PasswordInput
    {...field}
    error={error}
    aria-invalid={Boolean(error)}
    visibilityToggleButtonProps={{ 'aria-label': showLabel, tabIndex: 0 }}
  />
);
