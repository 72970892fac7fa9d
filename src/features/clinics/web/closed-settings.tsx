import { Checkbox, NativeSelect, NumberInput, Radio } from '@mantine/core';
import type { Output } from '#kernel/contract.ts';
import { span } from '#web/ui/section-form.tsx';
import { emergencyWords } from '#web/words/emergency-access.ts';
import type { ReadSettings } from '../contract.ts';

const words = emergencyWords.settings;
type All = Output<typeof ReadSettings>;
type Closed = Pick<
  All,
  'closedRecords' | 'closedSlots' | 'closedMrpNamed' | 'emergencyAccessHours' | 'privacyOfficerId'
>;
const records = ['named', 'hidden'] as const;
const slots = ['unnamed', 'named'] as const;

interface ClosedSettingsProps {
  readonly settings: Closed & Pick<All, 'officers'>;
  readonly onChange: (part: Partial<Closed>) => void;
}

/** What is shown of closed records, and who answers for them. For a FieldGrid. */
export const ClosedSettings = ({ settings, onChange }: ClosedSettingsProps) => (
  <>
    <Radio.Group
      className={span.whole ?? ''}
      label={words.shown}
      value={settings.closedRecords}
      onChange={(value) => onChange({ closedRecords: records.find((one) => one === value) ?? 'named' })}
    >
      {records.map((value) => (
        <Radio key={value} value={value} label={words.shownWhat[value]} mt={6} />
      ))}
    </Radio.Group>
    <Radio.Group
      className={span.whole ?? ''}
      label={words.slots}
      value={settings.closedRecords === 'hidden' ? 'unnamed' : settings.closedSlots}
      onChange={(value) => onChange({ closedSlots: slots.find((one) => one === value) ?? 'unnamed' })}
    >
      {slots.map((value) => (
        <Radio
          key={value}
          value={value}
          label={words.slotsWhat[value]}
          mt={6}
          disabled={settings.closedRecords === 'hidden' && value === 'named'}
        />
      ))}
    </Radio.Group>
    <Checkbox
      className={span.whole ?? ''}
      label={words.mrpNamed}
      checked={settings.closedMrpNamed}
      onChange={({ currentTarget: { checked } }) => onChange({ closedMrpNamed: checked })}
    />
    <NumberInput
      label={words.hours}
      description={words.hoursHelp}
      min={1}
      max={72}
      allowDecimal={false}
      required
      value={settings.emergencyAccessHours}
      onChange={(value) => onChange({ emergencyAccessHours: Number(value) })}
    />
    <NativeSelect
      label={words.officer}
      description={words.officerHelp}
      value={settings.privacyOfficerId ?? ''}
      onChange={({ currentTarget: { value } }) =>
        onChange({ privacyOfficerId: settings.officers.find(({ userId }) => userId === value)?.userId ?? null })
      }
      data={[
        { value: '', label: words.administrators },
        ...settings.officers.map(({ userId, name }) => ({ value: userId, label: name })),
      ]}
    />
  </>
);
