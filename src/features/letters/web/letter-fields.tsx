import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { Id } from '#kernel/brand.ts';
import { Panel } from '#web/ui/panel.tsx';
import { FieldGrid, span } from '#web/ui/section-form.tsx';
import { letterWords } from '#web/words/letters.ts';
import type { LetterChoices } from '../contract.ts';
import type { LetterDraft } from './letter-draft.ts';

const words = letterWords.form;

interface LetterFieldsProps {
  readonly draft: LetterDraft;
  readonly change: (part: Partial<LetterDraft>) => void;
  readonly errorOf: (field: string) => string | undefined;
  readonly sites: LetterChoices['sites'];
}

type TextField = 'recipient' | 'organization' | 'address' | 'fax' | 'subject' | 'body';

/** To whom a letter goes, and what it says. */
export function LetterFields({ draft, change, errorOf, sites }: LetterFieldsProps) {
  const text = (name: TextField, maxLength = 200) => ({
    name,
    label: words[name],
    value: draft[name],
    error: errorOf(name),
    maxLength,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <Panel title={words.toWhom}>
        <FieldGrid>
          <TextInput {...text('recipient')} withAsterisk />
          <TextInput {...text('organization')} />
          <Textarea {...text('address', 400)} rows={2} />
          <TextInput {...text('fax')} type="tel" />
        </FieldGrid>
      </Panel>
      <Panel title={words.text}>
        <FieldGrid>
          <TextInput {...text('subject')} withAsterisk />
          {(sites.length > 1 || errorOf('siteId')) && (
            <NativeSelect
              name="siteId"
              label={words.site}
              description={words.siteHelp}
              value={draft.siteId}
              error={errorOf('siteId')}
              data={sites.map(({ siteId, name }) => ({ value: siteId, label: name }))}
              onChange={({ currentTarget: { value } }) => change({ siteId: value as Id<'site'> })}
            />
          )}
          <Textarea {...text('body', 20_000)} description={words.bodyHelp} className={span.whole ?? ''} rows={14} />
          <Checkbox
            className={span.whole ?? ''}
            label={words.ready}
            description={words.readyHelp}
            checked={draft.ready}
            onChange={({ currentTarget: { checked } }) => change({ ready: checked })}
          />
        </FieldGrid>
      </Panel>
    </>
  );
}
