import type { ReactNode } from 'react';
import type { Output } from '#kernel/contract.ts';
import { TimeText } from '#web/ui/time-text.tsx';
import { credentialWords } from '#web/words/credentials.ts';
import { secondFactorWords } from '#web/words/second-factors.ts';
import type { ReadCredentials } from '../contract.ts';
import css from './dialogs.module.css';

const words = credentialWords.panel;
const labels = credentialWords.fields;
const factorWords = secondFactorWords.facts;

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children || <span className="dim">{words.notGiven}</span>}</dd>
  </div>
);

/** Whether a moment has gone by. */
export const isPast = (instant: string): boolean => Date.parse(instant) <= Date.now();

function Waiting({ invitation }: { readonly invitation: NonNullable<Output<typeof ReadCredentials>['invitation']> }) {
  const { endsAt, by, mail } = invitation;
  const over = isPast(endsAt);
  return (
    <>
      {over ? words.waitsOver : `${words.waitsUntil} `}
      {!over && <TimeText instant={endsAt} />}, {words.by(by)}
      {mail && !over && `; ${words.mails[mail]}`}
    </>
  );
}

/** By what names a user signs in, since when and until when, and whether an invitation waits. */
export function LoginFacts({ credentials, invitation }: Output<typeof ReadCredentials>) {
  if (!credentials) return <p className="dim">{words.noSignIn}</p>;
  const { username, email, ready, mustChange, expiresAt, setAt, lastSignInAt } = credentials;
  return (
    <>
      <dl className={css.facts}>
        <Fact label={labels.username}>{username}</Fact>
        <Fact label={labels.email}>{email}</Fact>
        <Fact label={words.lastSignIn}>{lastSignInAt ? <TimeText instant={lastSignInAt} /> : words.never}</Fact>
        {ready && (
          <Fact label={words.set}>
            <TimeText instant={setAt} />
          </Fact>
        )}
        <Fact label={words.expires}>
          {expiresAt ? <TimeText instant={expiresAt} /> : words.noExpiry}
          {expiresAt && isPast(expiresAt) && `, ${words.expired}`}
        </Fact>
        {ready && <Fact label={factorWords.label}>{factorWords.says(credentials) || factorWords.none}</Fact>}
        {invitation && (
          <Fact label={words.waits}>
            <Waiting invitation={invitation} />
          </Fact>
        )}
      </dl>
      {!ready && <p className="dim">{words.notReady}</p>}
      {mustChange && <p>{words.mustChange}</p>}
      {ready && credentials.mustEnrol && <p>{factorWords.mustEnrol}</p>}
    </>
  );
}
