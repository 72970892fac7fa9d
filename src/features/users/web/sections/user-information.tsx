import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { FieldGrid, span } from '#web/ui/section-form.tsx';
import { userWords } from '#web/words/users.ts';
import { userTypes } from '../../contract.ts';
import { userSexes } from '../../record-schema.ts';
import { rolesWithType } from '../proposed-role.ts';
import type { SectionProps, UserSection } from '../section.ts';
import { nameOf } from '../user-draft.ts';
import css from '../user-form.module.css';
import { UserNamesakes } from './user-namesakes.tsx';

const words = userWords.form;

function Status({ draft, change, deactivateTo = '' }: SectionProps) {
  const still = draft.status === 'inactive' ? 'active' : draft.status;
  return (
    <NativeSelect
      className={span.third ?? ''}
      label={words.status}
      name="status"
      value={draft.status}
      onChange={({ currentTarget: { value } }) => change({ status: value === 'inactive' ? 'inactive' : still })}
      data={[still, 'inactive' as const].map((value) => ({ value, label: words.statuses[value] }))}
      aria-describedby={draft.status === 'inactive' && deactivateTo ? 'inactive-why' : undefined}
    />
  );
}

function Fields(props: SectionProps) {
  const { draft, change, choices, page, errorOf, deactivateTo } = props;
  const doctor = choices.roles.find(({ system }) => system === 'doctor');
  const { today } = useSession().clinic;
  const text = (
    name: 'lastName' | 'firstName' | 'speciality' | 'team' | 'dateOfBirth' | 'confidentialitySignedOn',
  ) => ({
    name,
    value: draft[name],
    maxLength: 200,
    error: errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  const day = (name: 'dateOfBirth' | 'confidentialitySignedOn') => ({
    ...text(name),
    className: span.third ?? '',
    type: 'date',
    max: today,
    autoComplete: 'off',
  });
  return (
    <>
      <FieldGrid>
        <TextInput label={words.lastName} required autoComplete="off" {...text('lastName')} />
        <TextInput label={words.firstName} required autoComplete="off" {...text('firstName')} />
        <NativeSelect
          className={span.third ?? ''}
          label={words.type}
          description={words.typeHelp}
          name="type"
          required
          error={errorOf('type')}
          value={draft.type}
          onChange={({ currentTarget: { value } }) => {
            const type = userTypes.find((one) => one === value) ?? '';
            change({ type, ...(page === 'add' ? rolesWithType(draft, type, doctor) : {}) });
          }}
          data={[
            ...(draft.type === '' ? [{ value: '', label: words.chooseType }] : []),
            ...userTypes.map((value) => ({ value, label: userWords.types[value] })),
          ]}
        />
        <TextInput className={span.third ?? ''} label={words.speciality} {...text('speciality')} />
        <TextInput className={span.third ?? ''} label={words.team} {...text('team')} />
        <NativeSelect
          className={span.third ?? ''}
          label={words.sex}
          name="sex"
          value={draft.sex}
          onChange={({ currentTarget: { value } }) => change({ sex: userSexes.find((one) => one === value) ?? '' })}
          data={userSexes.map((value) => ({ value, label: words.sexes[value] }))}
        />
        <TextInput label={words.dateOfBirth} {...day('dateOfBirth')} />
        <TextInput label={words.confidentialitySignedOn} {...day('confidentialitySignedOn')} />
        {page === 'edit' && <Status {...props} />}
      </FieldGrid>
      {page === 'add' && <UserNamesakes draft={draft} />}
      {page === 'edit' && draft.status === 'inactive' && deactivateTo && (
        <div className={css.inactive} id="inactive-why">
          <Notice
            tone="warn"
            title={words.inactiveWhy(nameOf(draft))}
            action={
              <Button component={Link} to={deactivateTo} size="xs" variant="default">
                {words.toDeactivate}
              </Button>
            }
          >
            {words.inactiveHow}
          </Notice>
        </div>
      )}
    </>
  );
}

const needed = [
  { field: 'lastName', label: words.lastName },
  { field: 'firstName', label: words.firstName },
  { field: 'type', label: words.type },
] as const;

export const userInformation: UserSection = {
  id: 'user',
  label: words.sections.user,
  pages: ['add', 'edit'],
  Fields,
  missing: (draft) => needed.filter(({ field }) => draft[field].trim() === ''),
  isFilled: () => true,
  refusals: {},
};
