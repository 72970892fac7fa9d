import { Radio, Textarea } from '@mantine/core';
import type { Output } from '#kernel/contract.ts';
import { span } from '#web/ui/section-form.tsx';
import { clinicWords } from '#web/words/clinics.ts';
import { passwordPolicies, type ReadSettings } from '../contract.ts';

const words = clinicWords.settings;
type Secrets = Pick<Output<typeof ReadSettings>, 'passwordPolicy' | 'passcodeAsked' | 'trustedNetworks'>;
const asked = ['always', 'outside'] as const;

interface SecretSettingsProps {
  readonly settings: Secrets;
  readonly onChange: (part: Partial<Secrets>) => void;
}

/** What the clinic asks of passwords, and where it asks for the passcode. For a FieldGrid. */
export const SecretSettings = ({ settings, onChange }: SecretSettingsProps) => (
  <>
    <Radio.Group
      className={span.whole ?? ''}
      label={words.policy}
      description={words.policyHelp}
      value={settings.passwordPolicy}
      onChange={(value) => onChange({ passwordPolicy: passwordPolicies.find((one) => one === value) ?? 'guide' })}
    >
      {passwordPolicies.map((value) => (
        <Radio key={value} value={value} label={words.policies[value]} mt={6} />
      ))}
    </Radio.Group>
    <Radio.Group
      className={span.whole ?? ''}
      label={words.passcodeAsked}
      value={settings.passcodeAsked}
      onChange={(value) => onChange({ passcodeAsked: asked.find((one) => one === value) ?? 'always' })}
    >
      {asked.map((value) => (
        <Radio key={value} value={value} label={words.asked[value]} mt={6} />
      ))}
    </Radio.Group>
    {settings.passcodeAsked === 'outside' && (
      <Textarea
        className={span.whole ?? ''}
        label={words.networks}
        description={words.networksHelp}
        autosize
        minRows={2}
        spellCheck={false}
        value={settings.trustedNetworks.join('\n')}
        onChange={(event) => onChange({ trustedNetworks: event.currentTarget.value.split('\n') })}
      />
    )}
  </>
);
