import { Button, TextInput } from '@mantine/core';
import { useSession } from '#web/session.ts';
import { Letterhead } from '#web/ui/letterhead.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { FieldGrid, span } from '#web/ui/section-form.tsx';
import { userWords } from '#web/words/users.ts';
import type { SectionProps, UserSection } from '../section.ts';
import { nameOf, type UserDraft } from '../user-draft.ts';
import css from '../user-form.module.css';

const words = userWords.form;
const fields = ['address', 'workPhone', 'fax', 'homePhone', 'cellPhone', 'contactEmail'] as const;
const inputTypes = { address: 'text', contactEmail: 'email' } as const;

/** A home phone without a work phone: the address may well be where somebody lives. */
const maybePrivate = ({ address, homePhone, workPhone }: UserDraft) =>
  address.trim() !== '' && homePhone.trim() !== '' && workPhone.trim() === '';

function Fields({ draft, change, choices, errorOf }: SectionProps) {
  const { clinic } = useSession();
  const flagged = maybePrivate(draft);
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
              type={field in inputTypes ? inputTypes[field as keyof typeof inputTypes] : 'tel'}
              autoComplete="off"
              maxLength={200}
              value={draft[field]}
              error={errorOf(field)}
              onChange={(event) => change({ [field]: event.currentTarget.value })}
              {...(field === 'address' ? { className: span.whole ?? '', description: words.addressHelp } : {})}
            />
          ))}
        </FieldGrid>
        <Letterhead
          clinicName={clinic.name}
          name={draft.type === 'doctor' ? words.doctorTitle(name) : name}
          own={{ address: draft.address, phone: draft.workPhone, fax: draft.fax }}
          site={site ?? { address: '', city: '', phone: '', fax: '' }}
          flagged={flagged}
        />
      </div>
      {flagged && (
        <div className={css.private}>
          <Notice
            tone="warn"
            title={words.isPrivate(draft.address.trim())}
            action={
              <Button size="xs" variant="default" onClick={() => change({ address: '' })}>
                {words.takeSites}
              </Button>
            }
          >
            {words.isPrivateWhy}
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
  missing: () => [],
  isFilled: (draft) => fields.some((field) => draft[field].trim() !== ''),
  isDoubtful: maybePrivate,
  refusals: {},
};
