import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { MasterFile } from '../contract.ts';
import { healthProvinces, newsletters, patientStatuses, rosterStatuses, sexes } from '../contract.ts';
import type { ReportChoices } from '#features/demographic-report/contract.ts';
import { Panel } from '#web/ui/panel.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { FieldGrid, span } from '#web/ui/section-form.tsx';
import { patientWords } from '#web/words/patients.ts';
import { criteriaWords } from '#web/words/report-criteria.ts';
import type { Id } from '#kernel/brand.ts';
import { KnownDayField } from './known-day-field.tsx';
import type { Field, PatientDraft } from './patient-draft.ts';

const words = patientWords.form;

interface PatientSectionsProps {
  readonly draft: PatientDraft;
  readonly change: (part: Partial<PatientDraft>) => void;
  readonly errorOf: (field: Field) => string | undefined;
  readonly mrps: readonly NonNullable<MasterFile['mrp']>[];
  readonly sites: ReportChoices['sites'];
}

type ChoiceField = 'sex' | 'healthProvince' | 'rosterStatus' | 'patientStatus' | 'newsletter';
type TextField = Exclude<Field, ChoiceField | 'mrpId' | 'siteId'>;

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

interface ChoiceProps<T extends string> {
  readonly form: PatientSectionsProps;
  readonly field: ChoiceField;
  readonly all: readonly T[];
  readonly labels: Readonly<Record<T, string>>;
}

/** One of a few, by the name of its field. */
const Choice = <T extends string>({ form: { draft, change, errorOf }, field, all, labels }: ChoiceProps<T>) => (
  <NativeSelect
    name={field}
    label={words[field]}
    className={third}
    value={draft[field]}
    error={errorOf(field)}
    onChange={({ currentTarget: { value } }) => change({ [field]: all.find((one) => one === value) })}
    data={all.map((value) => ({ value, label: labels[value] }))}
  />
);

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
  const text = textOf(props);
  return (
    <Panel title={words.sections.health} id="health">
      <FieldGrid>
        <TextInput {...text('healthNumber')} spellCheck={false} />
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
        <TextInput {...text('healthVersion')} className={third} />
        <TextInput {...text('healthCardType')} className={third} />
        <TextInput {...text('pcnIndicator')} className={third} />
        <TextInput {...text('healthEffectiveOn')} type="date" className={third} />
        <TextInput {...text('healthRenewOn')} type="date" className={third} />
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
        <TextInput {...text('secondPhone')} type="tel" className={quarter} />
        <TextInput {...text('email')} type="email" className={quarter} />
        <Textarea {...text('address', 400)} className={span.whole ?? ''} rows={2} />
        <TextInput {...text('city')} className={third} />
        <TextInput {...text('province')} className={third} />
        <TextInput {...text('postalCode')} className={third} />
        <Choice form={props} field="newsletter" all={newsletters} labels={criteriaWords.newsletters} />
      </FieldGrid>
    </Panel>
  );
}

function Care(props: PatientSectionsProps) {
  const { draft, change, errorOf, mrps, sites } = props;
  // A site that has closed stays where it stands, and is not offered anew.
  const offered = sites.filter(({ siteId, closed }) => !closed || siteId === draft.siteId);
  const text = textOf(props);
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
        <NativeSelect
          name="siteId"
          label={words.homeSite}
          description={words.homeSiteHelp}
          error={errorOf('siteId')}
          value={draft.siteId ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change({ siteId: offered.find(({ siteId }) => siteId === value)?.siteId ?? null })
          }
          data={[
            { value: '', label: words.noHomeSite },
            ...offered.map(({ siteId, name, closed }) => ({
              value: siteId,
              label: closed ? words.siteClosed(name) : name,
            })),
          ]}
        />
        <TextInput {...text('familyDoctor')} className={third} />
        <Choice form={props} field="rosterStatus" all={rosterStatuses} labels={criteriaWords.rosterStatuses} />
        <Choice form={props} field="patientStatus" all={patientStatuses} labels={criteriaWords.patientStatuses} />
        <TextInput {...text('chartNumber')} className={third} />
        <TextInput {...text('joinedOn')} type="date" className={third} />
        <TextInput {...text('endedOn')} type="date" className={third} />
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
