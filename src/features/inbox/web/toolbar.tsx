import { ActionIcon, Button } from '@mantine/core';
import {
  IconAlarmOff,
  IconArchive,
  IconArchiveOff,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconMail,
  IconUserShare,
  IconUserPlus,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import { inboxWords } from '#web/words/inbox.ts';
import { useDesk } from './desk.ts';
import css from './inbox-page.module.css';
import { SnoozeMenu } from './snooze-menu.tsx';
import type { MessageActs } from './use-message-acts.ts';

const words = inboxWords.reading;

const before = [
  { act: 'take', label: inboxWords.take, icon: IconUserPlus, keys: undefined },
  { act: 'reply', label: words.reply, icon: IconArrowBackUp, keys: 'Alt+Shift+R' },
  { act: 'forward', label: words.forward, icon: IconArrowForwardUp, keys: 'Alt+Shift+F' },
  { act: 'give', label: words.give, icon: IconUserShare, keys: undefined },
] as const;
const after = [
  { act: 'bringBack', label: words.bringBack, icon: IconAlarmOff, keys: undefined },
  { act: 'file', label: words.file, icon: IconArchive, keys: 'Alt+Shift+E' },
  { act: 'unfile', label: words.unfile, icon: IconArchiveOff, keys: undefined },
] as const;

interface ActButtonsProps {
  readonly buttons: typeof before | typeof after;
  readonly acts: MessageActs;
}

/** What can be done now; the keys stand in the title. */
const ActButtons = ({ buttons, acts: { can, busy } }: ActButtonsProps) =>
  buttons.map(({ act, label, icon: Icon, keys }) => {
    const doIt = can[act];
    return (
      doIt && (
        <Button
          key={act}
          size="xs"
          variant={act === 'take' ? 'filled' : 'default'}
          leftSection={<Icon size={15} aria-hidden />}
          disabled={busy}
          aria-keyshortcuts={keys}
          title={keys}
          onClick={doIt}
        >
          {label}
        </Button>
      )
    );
  });

/** The buttons above the message. */
export function Toolbar({ acts }: { readonly acts: MessageActs }) {
  const { listAddress } = useDesk();
  const { snooze, markUnread } = acts.can;
  return (
    <fieldset className={css.tools} aria-label={words.actions}>
      <span className={css.back}>
        <ActionIcon component={Link} to={listAddress} variant="default" size={30} aria-label={words.back}>
          <IconArrowLeft size={18} aria-hidden />
        </ActionIcon>
      </span>
      <ActButtons buttons={before} acts={acts} />
      {snooze && <SnoozeMenu onSnooze={snooze} />}
      <ActButtons buttons={after} acts={acts} />
      {markUnread && (
        <ActionIcon
          variant="default"
          size={30}
          disabled={acts.busy}
          aria-label={words.unread}
          title={words.unread}
          onClick={markUnread}
        >
          <IconMail size={16} aria-hidden />
        </ActionIcon>
      )}
    </fieldset>
  );
}
