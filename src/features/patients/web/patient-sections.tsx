import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { MasterFile } from '../contract.ts';
import { healthProvinces, sexes } from '../contract.ts';
import { Panel } from '#web/ui/panel.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { FieldGrid, span } from '#web/ui/section-form.tsx';
import { patientWords } from '#web/words/patients.ts';
import type { Id } from '#kernel/brand.ts';
import { KnownDayField } from './known-day-field.tsx';
import type { Field, PatientDraft } from './patient-draft.ts';

const words = patientWords.form;

interface PatientSectionsProps {
  readonly draft: PatientDraft;
  readonly change: (part: Partial<PatientDraft>) => void;
  readonly errorOf: (field: Field) => string | undefined;
  readonly mrps: readonly NonNullable<MasterFile['mrp']>[];
}

type TextField = Exclude<Field, 'sex' | 'healthProvince' | 'mrpId'>;

const third = span.third ?? '';
const quarter = span.quarter ?? '';

/** A text field of the form, by its name. */
function textOf({ draft, change, errorOf }: PatientSectionsProps) {
  return (field: TextField, maxLength = 200) => ({
    name: field,
    label: words[field],
    error: errorOf(field),
    value: draft[field],
    maxLength,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => change({ [field]: event.currentTarget.value }),
  });
}

function Identity(props: PatientSectionsProps) {
  const { draft, change, errorOf } = props;
  const text = textOf(props);
  return (
    <Panel title={words.sections.identity} id="identity">
      <FieldGrid>
        <TextInput {...text('lastName')} withAsterisk />
        <TextInput {...text('firstName')} />
        <KnownDayField {...text('dateOfBirth')} onValue={(dateOfBirth) => change({ dateOfBirth })} className={third} />
        <NativeSelect
          name="sex"
          label={words.sex}
          className={third}
          value={draft.sex}
          error={errorOf('sex')}
          onChange={({ currentTarget: { value } }) => change({ sex: sexes.find((one) => one === value) ?? '' })}
          data={sexes.map((value) => ({ value, label: patientWords.sexes[value] }))}
        />
        <KnownDayField {...text('deceasedOn')} onValue={(deceasedOn) => change({ deceasedOn })} className={third} />
      </FieldGrid>
    </Panel>
  );
}

function Health(props: PatientSectionsProps) {
  const { draft, change, errorOf } = props;
  return (
    <Panel title={words.sections.health} id="health">
      <FieldGrid>
        <TextInput {...textOf(props)('healthNumber')} spellCheck={false} />
        <NativeSelect
          name="healthProvince"
          label={words.healthProvince}
          value={draft.healthProvince}
          error={errorOf('healthProvince')}
          onChange={({ currentTarget: { value } }) =>
            change({ healthProvince: healthProvinces.find((one) => one === value) ?? '' })
          }
          data={(['', ...healthProvinces] as const).map((value) => ({ value, label: patientWords.provinces[value] }))}
        />
      </FieldGrid>
    </Panel>
  );
}

function Contact(props: PatientSectionsProps) {
  const text = textOf(props);
  return (
    <Panel title={words.sections.contact} id="contact">
      <FieldGrid>
        <TextInput {...text('phone')} type="tel" className={quarter} />
        <TextInput {...text('cellPhone')} type="tel" className={quarter} />
        <TextInput {...text('email')} type="email" />
        <Textarea {...text('address', 400)} className={span.whole ?? ''} rows={2} />
        <TextInput {...text('city')} className={third} />
        <TextInput {...text('province')} className={third} />
        <TextInput {...text('postalCode')} className={third} />
      </FieldGrid>
    </Panel>
  );
}

function Care({ draft, change, errorOf, mrps }: PatientSectionsProps) {
  return (
    <Panel title={words.sections.care} id="care">
      <FieldGrid>
        <PersonSelect
          name="mrpId"
          label={words.mrp}
          description={words.mrpHelp}
          error={errorOf('mrpId')}
          clearable
          people={mrps.map(({ userId, name, deactivated }) => ({
            value: userId,
            label: name,
            detail: deactivated ? words.mrpLeft : undefined,
          }))}
          value={draft.mrpId}
          onChange={(value) => change({ mrpId: value as Id<'user'> | null })}
        />
      </FieldGrid>
    </Panel>
  );
}

/** The cards of Add Patient and Edit. */
export const PatientSections = (props: PatientSectionsProps) => (
  <>
    <Identity {...props} />
    <Health {...props} />
    <Contact {...props} />
    <Care {...props} />
  </>
);
