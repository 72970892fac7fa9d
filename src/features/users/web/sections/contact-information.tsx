import { Button, TextInput } from '@mantine/core';
import { isEmail } from '#features/credentials/rules.ts';
import { useSession } from '#web/session.ts';
import { Letterhead } from '#web/ui/letterhead.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { FieldGrid, span } from '#web/ui/section-form.tsx';
import { userWords } from '#web/words/users.ts';
import { fieldsFor } from '../../provinces/provinces.ts';
import type { SectionProps, UserSection } from '../section.ts';
import { privateDoubt } from '../private-doubt.ts';
import { nameOf, split } from '../user-draft.ts';
import css from '../user-form.module.css';

const words = userWords.form;
const fields = [
  'address',
  'workPhone',
  'fax',
  'homePhone',
  'cellPhone',
  'otherPhone',
  'pager',
  'contactEmail',
  'bookingPhones',
] as const;
const inputTypes: Readonly<Partial<Record<(typeof fields)[number], string>>> = {
  address: 'text',
  contactEmail: 'email',
};
const help: Readonly<Partial<Record<(typeof fields)[number], string>>> = {
  address: words.addressHelp,
  bookingPhones: words.bookingPhonesHelp,
};

const isPhone = (text: string) => /^[0-9 ()+-]*[0-9][0-9 ()+-]*$/.test(text) && text.length <= 40;

/** The numbers that a prescription of this user bears, as they stand in the form. */
const numbersIn = ({ type, numbers }: SectionProps['draft'], province: SectionProps['province']): string =>
  fieldsFor(province, type)
    .filter(({ key }) => province.takes.prescribe.flat().includes(key) && numbers[key]?.trim())
    .map(({ key, label }) => `${label} ${numbers[key]?.trim() ?? ''}`)
    .join(', ');

function Fields({ draft, change, choices, province, errorOf }: SectionProps) {
  const { clinic } = useSession();
  const doubt = privateDoubt(draft);
  const site = choices.sites.find(({ siteId }) => siteId === draft.siteIds[0]) ?? choices.sites[0];
  const name = nameOf(draft) || words.thisUser;
  return (
    <>
      <div className={css.contact}>
        <FieldGrid>
          {fields.map((field) => (
            <TextInput
              key={field}
              name={field}
              label={words[field]}
              type={inputTypes[field] ?? 'tel'}
              description={help[field]}
              autoComplete="off"
              maxLength={field === 'bookingPhones' ? 400 : 200}
              value={draft[field]}
              error={errorOf(field)}
              onChange={(event) => change({ [field]: event.currentTarget.value })}
              {...(field === 'address' ? { className: span.whole ?? '' } : {})}
            />
          ))}
        </FieldGrid>
        <Letterhead
          clinicName={clinic.name}
          name={draft.type === 'doctor' ? words.doctorTitle(name) : name}
          numbers={numbersIn(draft, province)}
          own={{ address: draft.address.trim(), phone: draft.workPhone.trim(), fax: draft.fax.trim() }}
          site={site ?? { address: '', city: '', phone: '', fax: '' }}
          flagged={doubt === 'address'}
        />
      </div>
      {doubt && (
        <div className={css.private}>
          <Notice
            tone="warn"
            title={words.isPrivate[doubt](draft[doubt].trim())}
            action={
              <Button size="xs" variant="default" onClick={() => change({ [doubt]: '' })}>
                {words.takeSites}
              </Button>
            }
          >
            {words.isPrivateWhy[doubt]}
          </Notice>
        </div>
      )}
    </>
  );
}

export const contactInformation: UserSection = {
  id: 'contact',
  label: words.sections.contact,
  lead: () => words.contactLead,
  pages: ['add', 'edit'],
  Fields,
  missing: ({ contactEmail, bookingPhones }) => [
    ...(contactEmail.trim() === '' || isEmail(contactEmail)
      ? []
      : [{ field: 'contactEmail', label: words.contactEmail, says: words.emailWrong }]),
    ...(split(bookingPhones).every(isPhone)
      ? []
      : [{ field: 'bookingPhones', label: words.bookingPhones, says: words.bookingPhonesWrong }]),
  ],
  isFilled: (draft) => fields.some((field) => draft[field].trim() !== ''),
  isDoubtful: (draft) => privateDoubt(draft) !== undefined,
  refusals: {},
};
