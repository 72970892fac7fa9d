import { Button } from '@mantine/core';
import { IconAlarm, IconArrowRight, IconUser, IconUserOff } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { useCovers, useMay } from '#web/session.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { ForWhom } from '#web/ui/for-whom.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { sayTimeWithin, TimeText } from '#web/ui/time-text.tsx';
import { inboxWords as words } from '#web/words/inbox.ts';
import { uiWords } from '#web/words/ui.ts';
import type { InboxLine } from '../contract.ts';
import type { ShownFolder } from './address.ts';
import css from './inbox-page.module.css';

/** Up and down go from one message to the next. */
function walk(event: KeyboardEvent<HTMLUListElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
  const next = links[links.findIndex((link) => link === document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function Tags({ item: { patient, cameFrom, arrivedFor, holder, snoozedUntil } }: { readonly item: InboxLine }) {
  const clinic = useClinic();
  const covers = useCovers('message');
  if (!patient && !cameFrom && !arrivedFor && !snoozedUntil && !covers(holder)) return null;
  return (
    <span className={css.tags}>
      <ForWhom kind="message" holder={holder} />
      {(arrivedFor ?? cameFrom) && (
        <Tag tone="away" icon={IconArrowRight}>
          {arrivedFor ? words.arrivedFor(arrivedFor.name) : cameFrom && words.from(cameFrom.name, cameFrom.deactivated)}
        </Tag>
      )}
      {snoozedUntil && (
        <Tag tone="warn" icon={IconAlarm}>
          {words.back(sayTimeWithin(snoozedUntil, clinic))}
        </Tag>
      )}
      {patient && <Tag icon={IconUser}>{words.about(patient.name)}</Tag>}
    </span>
  );
}

interface RowProps {
  readonly item: InboxLine;
  readonly to: string;
  readonly here: boolean;
  readonly folder: ShownFolder;
}

function Row({ item, to, here, folder }: RowProps) {
  const { author, recipients, recipientCount, subject, start, unread } = item;
  const sent = folder === 'sent';
  const toThem = words.to(
    recipients.map(({ name }) => name),
    recipientCount - recipients.length,
  );
  return (
    <Link className={css.message} to={to} aria-current={here ? 'true' : undefined} data-unread={unread || undefined}>
      <span className={css.line}>
        {unread && (
          <span className={css.dot}>
            <span className="said">{words.unread}</span>
          </span>
        )}
        <b>{sent ? toThem : author.name}</b>
        {!sent && author.deactivated && <Tag icon={IconUserOff}>{uiWords.userDeactivated}</Tag>}
        <span className={css.at}>
          <TimeText instant={item.at} />
        </span>
      </span>
      <span className={css.subject}>{subject}</span>
      <span className={css.start}>{start}</span>
      <Tags item={item} />
    </Link>
  );
}

interface MessageListProps {
  readonly items: readonly InboxLine[];
  readonly folder: ShownFolder;
  readonly openId: string | undefined;
  /** Kept by the links, so that the folder stays where it is. */
  readonly search: string;
  readonly onTake: (item: InboxLine) => void;
}

/** One page of a folder. */
export function MessageList({ items, folder, openId, search, onTake }: MessageListProps) {
  const may = useMay();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only moves the focus among its links
    <ul aria-label={words.messages(words.folder[folder])} onKeyDown={walk}>
      {items.map((item) => (
        <li key={item.itemId} className={css.entry}>
          <Row item={item} to={`/inbox/${item.itemId}${search}`} here={item.itemId === openId} folder={folder} />
          {folder === 'pool' && may('inbox.take-message') && (
            <Button size="xs" variant="default" aria-label={words.takeNamed(item.subject)} onClick={() => onTake(item)}>
              {words.take}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
