import { NativeSelect, TextInput } from '@mantine/core';
import { useSession } from '#web/session.ts';
import { FieldGrid } from '#web/ui/section-form.tsx';
import { userRecordWords } from '#web/words/user-records.ts';
import { userWords } from '#web/words/users.ts';
import type { ProviderField } from '../../provinces/field.ts';
import { fits } from '../../provinces/provider-fields.ts';
import { fieldOf, fieldsFor } from '../../provinces/provinces.ts';
import { countingAt } from '../../provinces/service-location.ts';
import type { Missing } from '#web/missing.ts';
import type { SectionProps, UserSection } from '../section.ts';
import { isMultisite, split, type UserDraft } from '../user-draft.ts';

const words = userWords.form;

const SERVICE_LOCATION = 'bc.service-location-code';

/** Which code counts while the user has none. */
function useCounting({ draft, choices }: Pick<SectionProps, 'draft' | 'choices'>): string {
  const { clinic } = useSession();
  const chosen = choices.sites.filter(({ siteId }) => !isMultisite(choices) || draft.siteIds.includes(siteId));
  return userRecordWords.leftEmpty(countingAt(chosen, clinic.serviceLocationCode));
}

interface NumberFieldProps extends Pick<SectionProps, 'draft' | 'change' | 'errorOf' | 'choices'> {
  readonly field: ProviderField;
}

/** One field of the province: a list where there are only a few values, a line of text otherwise. */
function NumberField({ field, draft, change, errorOf, choices: toChoose }: NumberFieldProps) {
  const { key, label, help, choices, several } = field;
  const value = draft.numbers[key] ?? '';
  const counting = useCounting({ draft, choices: toChoose });
  const common = {
    name: key,
    label,
    description: [help, several && words.several, key === SERVICE_LOCATION && !value && counting]
      .filter(Boolean)
      .join(' '),
    value,
    error: errorOf(key),
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ numbers: { ...draft.numbers, [key]: event.currentTarget.value } }),
  };
  if (!choices) return <TextInput {...common} autoComplete="off" spellCheck={false} maxLength={several ? 1000 : 200} />;
  const known = choices.some((one) => one.value === value);
  return (
    <NativeSelect
      {...common}
      data={[{ value: '', label: words.noneChosen }, ...(value && !known ? [{ value, label: value }] : []), ...choices]}
    />
  );
}

const fieldsIn =
  (section: ProviderField['section']) =>
  ({ draft, change, errorOf, province, choices }: SectionProps) => (
    <FieldGrid>
      {fieldsFor(province, draft.type)
        .filter((field) => field.section === section)
        .map((field) => (
          <NumberField key={field.key} {...{ field, draft, change, errorOf, choices }} />
        ))}
    </FieldGrid>
  );

const filledIn = (section: ProviderField['section'], { numbers }: UserDraft) =>
  Object.entries(numbers).filter(([key, text]) => fieldOf(key)?.section === section && text.trim() !== '');

/** What stands there and cannot be kept. */
const unfitting = (section: ProviderField['section'], draft: UserDraft): Missing[] =>
  filledIn(section, draft).flatMap(([key, text]) => {
    const field = fieldOf(key);
    if (!field || (field.several ? split(text) : [text]).every((value) => fits(field, value))) return [];
    return [{ field: key, label: field.label, says: field.format?.says ?? words.chooseFromList }];
  });

const numbersIn = (section: ProviderField['section'], label: string, lead: string): UserSection => ({
  id: section,
  label,
  lead: () => lead,
  pages: ['add', 'edit'],
  Fields: fieldsIn(section),
  missing: (draft) => unfitting(section, draft),
  isFilled: (draft) => filledIn(section, draft).length > 0,
  refusals: {},
});

export const billingInformation = numbersIn('billing', words.sections.billing, words.billingLead);
export const thirdPartyIdentifiers = numbersIn('identifiers', words.sections.identifiers, words.identifiersLead);
