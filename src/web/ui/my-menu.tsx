import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import {
  IconBeach,
  IconChevronDown,
  IconKey,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserShield,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import css from '../shell.module.css';
import { shellWords as words } from '../words/shell.ts';
import { Disclosure } from './disclosure.tsx';

export interface MyMenuProps {
  readonly me: { readonly name: string; readonly initials: string; readonly clinicName: string };
  readonly onSignOut: () => void;
  /** Address of the page with the user's own password and passcode. */
  readonly myCredentialsTo?: string | undefined;
  /** Address of the page with the user's own absences. */
  readonly myAbsencesTo?: string | undefined;
  /** Address of the page with the user's own sessions. */
  readonly mySignInTo?: string | undefined;
}

/** Who is signed in, and what only concerns that user: credentials, colours, the way out. */
export function MyMenu({ me, onSignOut, myAbsencesTo, myCredentialsTo, mySignInTo }: MyMenuProps) {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const button = (
    <>
      <span className={css.initials} aria-hidden>
        {me.initials}
      </span>
      <span className={css.meText}>
        <b>{me.name}</b>
        <span>{me.clinicName}</span>
      </span>
      <IconChevronDown className={css.meArrow} size={15} aria-hidden />
    </>
  );
  return (
    <Disclosure align="right" buttonClass={css.me} label={words.yourMenu(me.name, me.clinicName)} button={button}>
      {myAbsencesTo && (
        <li>
          <Link to={myAbsencesTo} className={css.rest}>
            <IconBeach size={17} aria-hidden />
            {words.myAbsences}
          </Link>
        </li>
      )}
      {myCredentialsTo && (
        <li>
          <Link to={myCredentialsTo} className={css.rest}>
            <IconKey size={17} aria-hidden />
            {words.myCredentials}
          </Link>
        </li>
      )}
      {mySignInTo && (
        <li>
          <Link to={mySignInTo} className={css.rest}>
            <IconUserShield size={17} aria-hidden />
            {words.mySignIn}
          </Link>
        </li>
      )}
      <li>
        <button type="button" onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
          {dark ? <IconSun size={17} aria-hidden /> : <IconMoon size={17} aria-hidden />}
          {dark ? words.lightColours : words.darkColours}
        </button>
      </li>
      <li>
        <button type="button" onClick={onSignOut}>
          <IconLogout size={17} aria-hidden />
          {words.signOut}
        </button>
      </li>
    </Disclosure>
  );
}
