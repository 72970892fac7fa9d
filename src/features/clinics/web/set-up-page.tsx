import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { redirect, useNavigate } from 'react-router';
import { isGoodPasscode, passwordRules } from '#features/credentials/rules.ts';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { Mark } from '#web/ui/mark.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { Panel } from '#web/ui/panel.tsx';
import { PasswordField } from '#web/ui/password-field.tsx';
import { FieldGrid, span } from '#web/ui/section-form.tsx';
import { clinicWords } from '#web/words/clinics.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { provinces, ReadFrontDoor, SetUp, timeZones } from '../contract.ts';
import css from './set-up-page.module.css';

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

export function SetUpPage() {
  const go = useNavigate();
  const [clinic, setClinic] = useState({ name: '', province: 'AB' as Province, timeZone: timeZones.AB, phone: '' });
  const [person, setPerson] = useState(empty);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  usePageTitle(words.title);

  const ofClinic = (name: 'name' | 'phone' | 'timeZone') => ({
    value: clinic[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setClinic({ ...clinic, [name]: event.currentTarget.value }),
  });
  const ofPerson = (name: keyof typeof empty) => ({
    value: person[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setPerson({ ...person, [name]: event.currentTarget.value }),
  });
  const wrong = {
    password: passwordRules(person.password, measure).every(({ met }) => met) ? undefined : words.weakPassword,
    passwordAgain: person.password === person.passwordAgain ? undefined : words.differ,
    passcode: isGoodPasscode(person.passcode) ? undefined : words.weakPasscode,
    passcodeAgain: person.passcode === person.passcodeAgain ? undefined : words.differ,
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(wrong).some(Boolean)) return;
    const { passwordAgain: _, passcodeAgain: __, ...administrator } = person;
    setBusy(true);
    try {
      const answer = await call(SetUp, { clinic, administrator });
      if (answer.ok) await go('/sign-in');
      else setRefused(sayRefusal(answer.code, answer.facts));
    } catch {
      setRefused(words.away);
    } finally {
      setBusy(false);
    }
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
      <form className="stack" onSubmit={(event) => void submit(event)}>
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
            <TextInput label={words.timeZone} description={words.timeZoneHelp} required {...ofClinic('timeZone')} />
            <TextInput label={words.phone} description={words.phoneHelp} type="tel" {...ofClinic('phone')} />
          </FieldGrid>
        </Panel>
        <Panel title={words.administrator} lead={words.administratorLead} id="administrator">
          <FieldGrid>
            <TextInput label={words.lastName} required autoComplete="family-name" {...ofPerson('lastName')} />
            <TextInput label={words.firstName} required autoComplete="given-name" {...ofPerson('firstName')} />
            <TextInput
              label={words.username}
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
              error={tried && wrong.password}
              {...ofPerson('password')}
            />
            <PasswordField
              label={words.passwordAgain}
              autoComplete="new-password"
              required
              error={tried && wrong.passwordAgain}
              {...ofPerson('passwordAgain')}
            />
            <PasswordField
              label={words.passcode}
              showLabel={words.showPasscode}
              description={words.passcodeHelp}
              inputMode="numeric"
              autoComplete="off"
              required
              error={tried && wrong.passcode}
              {...ofPerson('passcode')}
            />
            <PasswordField
              label={words.passcodeAgain}
              showLabel={words.showPasscode}
              inputMode="numeric"
              autoComplete="off"
              required
              error={tried && wrong.passcodeAgain}
              {...ofPerson('passcodeAgain')}
            />
          </FieldGrid>
        </Panel>
        {refused && <Notice tone="bad" title={refused} />}
        <div>
          <Button type="submit" size="md" loading={busy}>
            {words.make}
          </Button>
        </div>
      </form>
    </main>
  );
}
