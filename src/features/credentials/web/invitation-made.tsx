import { Button, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { Static } from 'typebox';
import { Notice } from '#web/ui/notice.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { credentialWords } from '#web/words/credentials.ts';
import type { Invitation } from '../contract.ts';
import css from './invitation-made.module.css';

const words = credentialWords.made;

interface InvitationMadeProps {
  readonly invitation: Static<typeof Invitation>;
  readonly name: string;
}

function Link({ token }: { readonly token: string }) {
  const [copied, setCopied] = useState<boolean>();
  const link = `${location.origin}/invitation/${token}`;
  const copy = () =>
    void navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className={css.link}>
      <TextInput
        label={words.link}
        value={link}
        readOnly
        description={copied === false ? words.cannotCopy : undefined}
        onFocus={(event) => event.currentTarget.select()}
      />
      {/* Without TLS a browser lets no page copy. */}
      {'clipboard' in navigator && (
        <Button
          variant="default"
          onClick={copy}
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        >
          {copied ? words.copied : words.copy}
        </Button>
      )}
    </div>
  );
}

/** What becomes of an invitation that has just been made: it was mailed, or its link is shown, once. */
export function InvitationMade({ invitation: { token, mailedTo, endsAt }, name }: InvitationMadeProps) {
  if (mailedTo) {
    return (
      <Notice>
        {words.mailed(mailedTo)} <TimeText instant={endsAt} />.
      </Notice>
    );
  }
  if (!token) return <Notice tone="warn">{words.again}</Notice>;
  return (
    <Notice tone="warn" title={words.linkTitle(name)}>
      {words.linkWhat} <TimeText instant={endsAt} />.
      <Link token={token} />
    </Notice>
  );
}
