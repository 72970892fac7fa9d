import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import { call } from '#web/api.ts';
import { serviceLocations } from '#features/sites/contract.ts';
import { load } from '#web/load.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { Panel } from '#web/ui/panel.tsx';
import { FieldGrid, SaveBar, span } from '#web/ui/section-form.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { clinicWords } from '#web/words/clinics.ts';
import { siteWords } from '#web/words/sites.ts';
import { emergencyWords } from '#web/words/emergency-access.ts';
import { ReadSettings, UpdateSettings } from '../contract.ts';
import { ClosedSettings } from './closed-settings.tsx';
import { SecretSettings } from './secret-settings.tsx';
import { ZoneSelect } from './zone-select.tsx';

const words = clinicWords.settings;
const closed = emergencyWords.settings;
const names = clinicWords.setUp;

export const loader = ({ request }: LoaderFunctionArgs) => load(ReadSettings, {}, request);

/** Loaded anew for each version, so that what somebody else saved is never overwritten unseen. */
export function SettingsPage() {
  const current = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const [fields, setFields] = useState(current);
  const [said, setSaid] = useState<{ tone: 'ok' | 'warn'; text: string; mine?: typeof current }>();
  const { busy, setback, attempt } = useAttempt();
  usePageTitle(words.title);
  const text = (name: 'name' | 'phone') => ({
    value: fields[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setFields({ ...fields, [name]: event.currentTarget.value }),
  });
  const number = (
    name: 'idleLimitMinutes' | 'absoluteLimitMinutes' | 'undoHours' | 'lateArrivalDays' | 'poolAlarmDays',
  ) => ({
    value: fields[name],
    onChange: (value: string | number) => setFields({ ...fields, [name]: Number(value) }),
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setSaid(undefined);
    const { province: _, officers: __, trustedNetworks, ...settings } = fields;
    const networks = trustedNetworks.map((line) => line.trim()).filter(Boolean);
    const answer = await attempt(() => call(UpdateSettings, { ...settings, trustedNetworks: networks }));
    const isStale = answer && !answer.ok && answer.code === 'request/version-stale';
    if (!answer?.ok && !isStale) return;
    const now = await load(ReadSettings, {});
    setFields(now);
    if (isStale) setSaid({ tone: 'warn', text: words.stale, mine: { ...fields, version: now.version } });
    else setSaid({ tone: 'ok', text: words.saved });
    await revalidate();
  };
  const mine = said?.mine;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <Button component={Link} to="/admin/users?list=active" variant="default">
            {words.members}
          </Button>
        }
      />
      <div className="stack">
        {setback && !said && <Notice tone="bad">{setback.says}</Notice>}
        {said && (
          <Notice
            tone={said.tone}
            title={said.text}
            action={
              mine && (
                <Button size="xs" variant="default" onClick={() => setFields(mine)}>
                  {words.takeMine}
                </Button>
              )
            }
          >
            {mine &&
              [
                mine.name,
                mine.timeZone,
                mine.phone,
                ...(mine.serviceLocationCode ? [mine.serviceLocationCode] : []),
                mine.idleLimitMinutes,
                mine.absoluteLimitMinutes,
                mine.undoHours,
                ...(mine.refuseBookingAway ? [words.refuseBookingAway] : []),
                mine.lateArrivalDays,
                mine.poolAlarmDays,
                words.policies[mine.passwordPolicy],
                words.asked[mine.passcodeAsked],
                ...mine.trustedNetworks,
                closed.shownWhat[mine.closedRecords],
                closed.slotsWhat[mine.closedSlots],
                ...(mine.closedMrpNamed ? [closed.mrpNamed] : []),
                mine.emergencyAccessHours,
                mine.officers.find(({ userId }) => userId === mine.privacyOfficerId)?.name ?? closed.administrators,
              ].join(' · ')}
          </Notice>
        )}
        <Panel title={words.clinic} id="clinic">
          <FieldGrid>
            <TextInput className={span.whole ?? ''} label={names.name} required {...text('name')} />
            <ZoneSelect value={fields.timeZone} onChange={(timeZone) => setFields({ ...fields, timeZone })} />
            <TextInput label={names.phone} description={names.phoneHelp} type="tel" {...text('phone')} />
            {fields.province === 'BC' && (
              <NativeSelect
                label={siteWords.form.serviceLocationCode}
                description={words.serviceLocationHelp}
                value={fields.serviceLocationCode}
                onChange={({ currentTarget: { value } }) => setFields({ ...fields, serviceLocationCode: value })}
                data={[
                  { value: '', label: siteWords.form.noServiceLocation },
                  ...serviceLocations.map((code) => ({
                    value: code as string,
                    label: `${code}, ${siteWords.serviceLocations[code]}`,
                  })),
                ]}
              />
            )}
          </FieldGrid>
        </Panel>
        <Panel title={words.signIn} id="sign-in">
          <FieldGrid>
            <NumberInput
              label={words.idle}
              description={words.limitsHelp}
              min={1}
              max={1440}
              required
              {...number('idleLimitMinutes')}
            />
            <NumberInput
              label={words.absolute}
              description={words.limitsHelp}
              min={5}
              max={10_080}
              required
              {...number('absoluteLimitMinutes')}
            />
            <SecretSettings settings={fields} onChange={(part) => setFields({ ...fields, ...part })} />
          </FieldGrid>
        </Panel>
        <Panel title={closed.title} id="closed-records">
          <FieldGrid>
            <ClosedSettings settings={fields} onChange={(part) => setFields({ ...fields, ...part })} />
          </FieldGrid>
        </Panel>
        <Panel title={words.leaving} id="leaving">
          <FieldGrid>
            <NumberInput
              label={words.undoHours}
              description={words.undoHoursHelp}
              min={0}
              max={720}
              required
              {...number('undoHours')}
            />
            <Checkbox
              label={words.refuseBookingAway}
              description={words.refuseBookingAwayHelp}
              checked={fields.refuseBookingAway}
              onChange={({ currentTarget: { checked } }) => setFields({ ...fields, refuseBookingAway: checked })}
            />
            <NumberInput
              label={words.lateArrivalDays}
              description={words.lateArrivalDaysHelp}
              min={0}
              max={3650}
              required
              {...number('lateArrivalDays')}
            />
            <NumberInput
              label={words.poolAlarmDays}
              description={words.poolAlarmDaysHelp}
              min={1}
              max={90}
              required
              {...number('poolAlarmDays')}
            />
          </FieldGrid>
        </Panel>
      </div>
      <SaveBar said="">
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
      </SaveBar>
    </form>
  );
}
