import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { redirect, useNavigate } from 'react-router';
import type { RefusalCode } from '#kernel/refusal.ts';
import { isEmail, isGoodPasscode, passwordRules } from '#features/credentials/rules.ts';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { Mark } from '#web/ui/mark.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { Panel } from '#web/ui/panel.tsx';
import { PasswordField } from '#web/ui/password-field.tsx';
import { FieldGrid, span } from '#web/ui/section-form.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { clinicWords } from '#web/words/clinics.ts';
import { provinces, ReadFrontDoor, SetUp, timeZones } from '../contract.ts';
import css from './set-up-page.module.css';
import { ZoneSelect } from './zone-select.tsx';

const words = clinicWords.setUp;
type Province = (typeof provinces)[number];

/** Only while there is no clinic; afterwards the way leads to sign-in. */
export async function loader() {
  const { clinic } = await load(ReadFrontDoor, {});
  return clinic ? redirect('/sign-in') : null;
}

// Which passwords are guessed first the server knows.
const measure = { policy: 'guide' as const, words: [], isCommon: () => false };

const empty = {
  lastName: '',
  firstName: '',
  username: '',
  email: '',
  password: '',
  passwordAgain: '',
  passcode: '',
  passcodeAgain: '',
};

/** Where a refusal stands. */
const fieldOf: Partial<Record<RefusalCode, keyof typeof empty>> = {
  'secret/password-weak': 'password',
  'secret/passcode-weak': 'passcode',
  'user/username-malformed': 'username',
  'user/email-malformed': 'email',
};

export function SetUpPage() {
  const go = useNavigate();
  const [clinic, setClinic] = useState({ name: '', province: 'AB' as Province, timeZone: timeZones.AB, phone: '' });
  const [person, setPerson] = useState(empty);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { attempt, busy, setback, setSetback } = useAttempt(({ code }) => fieldOf[code]);
  usePageTitle(words.title);

  const ofClinic = (name: 'name' | 'phone') => ({
    value: clinic[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setClinic({ ...clinic, [name]: event.currentTarget.value }),
  });
  const wrong: Partial<Record<keyof typeof empty, string | false>> = {
    email: person.email.trim() !== '' && !isEmail(person.email) && words.emailWrong,
    password: !passwordRules(person.password, measure).every(({ met }) => met) && words.weakPassword,
    passwordAgain: person.password !== person.passwordAgain && words.differ,
    passcode: !isGoodPasscode(person.passcode) && words.weakPasscode,
    passcodeAgain: person.passcode !== person.passcodeAgain && words.differ,
  };
  const ofPerson = (name: keyof typeof empty) => ({
    name,
    value: person[name],
    error: (tried && wrong[name]) || (setback?.field === name && setback.says),
    onChange: (event: { currentTarget: { value: string } }) => {
      setPerson({ ...person, [name]: event.currentTarget.value });
      // What the server said was said of what stood there before.
      setSetback(undefined);
    },
  });
  useEffect(() => {
    if (setback?.field) form.current?.querySelector<HTMLElement>(`[name="${setback.field}"]`)?.focus();
  }, [setback]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(wrong).some(Boolean)) return focusFirstWrong(event);
    const { passwordAgain: _, passcodeAgain: __, ...administrator } = person;
    const answer = await attempt(() => call(SetUp, { clinic, administrator }));
    if (answer?.ok) await go('/sign-in', { state: { done: words.done(clinic.name) } });
  };

  return (
    <main className={css.page}>
      <div className={css.head}>
        <Mark size={40} />
        <div>
          <h1>{words.title}</h1>
          <p className="dim">{words.lead}</p>
        </div>
      </div>
      <form ref={form} className="stack" onSubmit={(event) => void submit(event)}>
        <Panel title={words.clinic} id="clinic">
          <FieldGrid>
            <TextInput className={span.whole ?? ''} label={words.name} required {...ofClinic('name')} />
            <NativeSelect
              label={words.province}
              value={clinic.province}
              onChange={({ currentTarget: { value } }) =>
                setClinic({ ...clinic, province: value as Province, timeZone: timeZones[value as Province] })
              }
              data={provinces.map((value) => ({ value, label: clinicWords.provinces[value] }))}
            />
            <ZoneSelect value={clinic.timeZone} onChange={(timeZone) => setClinic({ ...clinic, timeZone })} />
            <TextInput label={words.phone} description={words.phoneHelp} type="tel" {...ofClinic('phone')} />
          </FieldGrid>
        </Panel>
        <Panel title={words.administrator} lead={words.administratorLead} id="administrator">
          <FieldGrid>
            <TextInput label={words.lastName} required autoComplete="family-name" {...ofPerson('lastName')} />
            <TextInput label={words.firstName} required autoComplete="given-name" {...ofPerson('firstName')} />
            <TextInput
              label={words.username}
              description={words.usernameHelp}
              required
              autoComplete="username"
              autoCapitalize="none"
              {...ofPerson('username')}
            />
            <TextInput label={words.email} type="email" autoComplete="email" {...ofPerson('email')} />
            <PasswordField
              label={words.password}
              description={words.passwordHelp}
              autoComplete="new-password"
              required
              {...ofPerson('password')}
            />
            <PasswordField
              label={words.passwordAgain}
              autoComplete="new-password"
              required
              {...ofPerson('passwordAgain')}
            />
            <PasswordField
              label={words.passcode}
              showLabel={words.showPasscode}
              description={words.passcodeHelp}
              inputMode="numeric"
              autoComplete="off"
              required
              {...ofPerson('passcode')}
            />
            <PasswordField
              label={words.passcodeAgain}
              showLabel={words.showPasscode}
              inputMode="numeric"
              autoComplete="off"
              required
              {...ofPerson('passcodeAgain')}
            />
          </FieldGrid>
        </Panel>
        {setback && !setback.field && <Notice tone="bad" title={setback.says} />}
        <div>
          <Button type="submit" size="md" loading={busy}>
            {words.make}
          </Button>
        </div>
      </form>
    </main>
  );
}
