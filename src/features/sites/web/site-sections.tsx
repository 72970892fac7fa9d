import { NativeSelect, Radio, TextInput } from '@mantine/core';
import { provinces } from '#features/clinics/contract.ts';
import { useSession } from '#web/session.ts';
import { Panel } from '#web/ui/panel.tsx';
import { FieldGrid, span } from '#web/ui/section-form.tsx';
import { SiteTag } from '#web/ui/site-tag.tsx';
import { clinicWords } from '#web/words/clinics.ts';
import { siteWords } from '#web/words/sites.ts';
import { serviceLocations, SHORT_NAME_LENGTH, siteColours, type SiteFields } from '../contract.ts';
import { type Field, inProvince, labelOf, serviceLocationOf } from './site-draft.ts';
import css from './sites.module.css';

const words = siteWords.form;

interface SiteSectionsProps {
  readonly draft: SiteFields;
  readonly change: (part: Partial<SiteFields>) => void;
  readonly errorOf: (field: Field) => string | undefined;
}

type TextField = Exclude<Field, 'colour' | 'province' | 'serviceLocationCode'>;

/** The eight colours, each shown as the tag it makes. */
const ColourField = ({ draft, change }: Omit<SiteSectionsProps, 'errorOf'>) => (
  <Radio.Group
    className={span.whole ?? ''}
    label={words.colour}
    description={words.colourHelp}
    value={draft.colour}
    onChange={(value) => change({ colour: siteColours.find((one) => one === value) ?? draft.colour })}
  >
    <div className={css.colours}>
      {siteColours.map((colour) => {
        const called = siteWords.colours[colour];
        const tag = <SiteTag site={{ name: called, shortName: draft.shortName.trim() || called, colour }} />;
        return (
          <Radio
            key={colour}
            value={colour}
            name="colour"
            classNames={{ body: css.colour ?? '' }}
            label={
              draft.shortName.trim() ? (
                <>
                  {tag} {called}
                </>
              ) : (
                tag
              )
            }
          />
        );
      })}
    </div>
  </Radio.Group>
);

/** Provinces by name; what an import brought and is none of them stays on offer. */
const provincesWith = (kept: string) => [
  { value: '', label: words.noProvince },
  ...provinces.map((value) => ({ value, label: clinicWords.provinces[value] })),
  ...(kept && !provinces.some((one) => one === kept) ? [{ value: kept, label: kept }] : []),
];

/** The cards of a site: what it is called, where it lies, what claims say of it. */
export function SiteSections({ draft, change, errorOf }: SiteSectionsProps) {
  const { clinic } = useSession();
  const text = (field: TextField) => ({
    label: labelOf(field),
    name: field,
    maxLength: 200,
    value: draft[field],
    error: errorOf(field),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => change({ [field]: value }),
  });
  return (
    <>
      <Panel title={words.sections.name} id="name">
        <FieldGrid>
          <TextInput {...text('name')} required />
          <TextInput {...text('shortName')} maxLength={SHORT_NAME_LENGTH} description={words.shortNameHelp} required />
          <ColourField draft={draft} change={change} />
        </FieldGrid>
      </Panel>
      <Panel title={words.sections.address} id="address" lead={words.addressLead}>
        <FieldGrid>
          <TextInput {...text('address')} className={span.whole ?? ''} />
          <TextInput {...text('city')} className={span.third ?? ''} />
          <NativeSelect
            className={span.third ?? ''}
            label={words.province}
            name="province"
            value={draft.province}
            error={errorOf('province')}
            onChange={({ currentTarget: { value } }) => change(inProvince(value))}
            data={provincesWith(draft.province)}
          />
          <TextInput {...text('postalCode')} className={span.third ?? ''} />
          <TextInput {...text('phone')} type="tel" />
          <TextInput {...text('fax')} type="tel" />
        </FieldGrid>
      </Panel>
      <Panel title={words.sections.billing} id="billing">
        <FieldGrid>
          <TextInput {...text('facilityNumber')} description={words.facilityNumberHelp} />
          {draft.province === 'BC' && (
            <NativeSelect
              label={words.serviceLocationCode}
              description={`${words.serviceLocationCodeHelp}${draft.serviceLocationCode ? '' : ` ${words.leftEmpty(clinic.serviceLocationCode)}`}`}
              name="serviceLocationCode"
              value={draft.serviceLocationCode}
              error={errorOf('serviceLocationCode')}
              onChange={({ currentTarget: { value } }) =>
                change({ serviceLocationCode: serviceLocations.find((one) => one === value) ?? '' })
              }
              data={(['', ...serviceLocations] as const).map((code) => ({
                value: code,
                label: serviceLocationOf(code),
              }))}
            />
          )}
        </FieldGrid>
      </Panel>
    </>
  );
}
