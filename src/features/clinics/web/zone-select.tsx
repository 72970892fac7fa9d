import { NativeSelect } from '@mantine/core';
import { clinicWords } from '#web/words/clinics.ts';
import { canadianZones } from '../contract.ts';

interface ZoneSelectProps {
  readonly value: string;
  readonly onChange: (zone: string) => void;
}

/** The clinic's time zone, by the town it is named after; another one stays on offer to whoever has it. */
export function ZoneSelect({ value, onChange }: ZoneSelectProps) {
  const zones = canadianZones.includes(value) ? canadianZones : [...canadianZones, value];
  return (
    <NativeSelect
      label={clinicWords.setUp.timeZone}
      description={clinicWords.setUp.timeZoneHelp}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      data={zones.map((zone) => ({ value: zone, label: zone.replace(/^America\//, '').replaceAll('_', ' ') }))}
    />
  );
}
