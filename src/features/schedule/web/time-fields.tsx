import { NativeSelect, TextInput } from '@mantine/core';
import type { Id } from '#kernel/brand.ts';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { scheduleWords } from '#web/words/schedule.ts';
import { type Colleague, type Site, worksAt } from './columns.ts';
import css from './form.module.css';
import { type Missing, type TimeChoice, withProvider } from './time-choice.ts';

const words = scheduleWords.form;

const usualDurations = [5, 10, 15, 20, 30, 40, 45, 60, 90, 120, 180, 240, 480];

interface TimeFieldsProps {
  readonly choice: TimeChoice;
  readonly onChange: (choice: TimeChoice) => void;
  /** Only those who can be booked. */
  readonly providers: readonly Colleague[];
  readonly sites: readonly Site[];
  readonly missing: Missing;
}

/** With whom, where and when. Sites are offered where the provider works; where there is one, it is not asked. */
export function TimeFields({ choice, onChange, providers, sites, missing }: TimeFieldsProps) {
  const { providerId, siteId, day, start, durationMinutes } = choice;
  const provider = providers.find(({ userId }) => userId === providerId);
  const offered = sites.filter((site) => provider && worksAt(provider, site.siteId));
  const durations = [...new Set([...usualDurations, durationMinutes])].toSorted((a, b) => a - b);
  const names = new Map(sites.map((site) => [site.siteId, site.name]));
  return (
    <div className={css.fields}>
      <PersonSelect
        className={(sites.length > 1 ? css.half : css.whole) ?? ''}
        label={words.provider}
        required
        people={providers.map(({ userId, name, type, siteIds }) => ({
          value: userId,
          label: name,
          type,
          detail: siteIds.map((id) => names.get(id)).join(', '),
        }))}
        value={provider ? provider.userId : null}
        onChange={(value) =>
          onChange(
            withProvider(
              choice,
              providers.find(({ userId }) => userId === value),
            ),
          )
        }
        error={missing.provider}
      />
      {sites.length > 1 && (
        <NativeSelect
          className={css.half ?? ''}
          label={words.site}
          required
          disabled={!provider}
          value={siteId ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ ...choice, siteId: value as Id<'site'> })}
          data={offered.map(({ siteId: value, name }) => ({ value, label: name }))}
          error={missing.site}
        />
      )}
      <TextInput
        type="date"
        label={words.day}
        required
        value={day}
        onChange={({ currentTarget: { value } }) => onChange({ ...choice, day: value })}
        error={missing.day}
      />
      <TextInput
        type="time"
        label={words.start}
        required
        value={start}
        onChange={({ currentTarget: { value } }) => onChange({ ...choice, start: value.slice(0, 5) })}
        error={missing.start}
      />
      <NativeSelect
        label={words.duration}
        value={String(durationMinutes)}
        onChange={({ currentTarget: { value } }) => onChange({ ...choice, durationMinutes: Number(value) })}
        data={durations.map((minutes) => ({ value: String(minutes), label: words.minutes(minutes) }))}
      />
    </div>
  );
}
