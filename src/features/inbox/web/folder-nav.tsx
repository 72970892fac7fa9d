import { Button } from '@mantine/core';
import { IconAlarm, IconArchive, IconInbox, IconPencil, IconSend, IconUsersGroup } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { inboxWords as words } from '#web/words/inbox.ts';
import type { InboxList } from '../contract.ts';
import { type ShownFolder, writeAddress } from './address.ts';
import css from './inbox-page.module.css';

const icons = { inbox: IconInbox, snoozed: IconAlarm, sent: IconSend, filed: IconArchive, pool: IconUsersGroup };
const order: readonly ShownFolder[] = ['inbox', 'snoozed', 'sent', 'filed', 'pool'];

interface FolderNavProps {
  readonly here: ShownFolder;
  readonly counts: InboxList['counts'];
  readonly onWrite: () => void;
}

/** The folders, with what waits in each. */
export function FolderNav({ here, counts, onWrite }: FolderNavProps) {
  const may = useMay();
  const shown = order.filter((folder) => folder !== 'pool' || may('inbox.list-pool'));
  const waiting: Partial<Record<ShownFolder, number>> = counts;
  return (
    <nav className={css.folders} aria-label={words.folders}>
      {may('inbox.send-message') && (
        <Button fullWidth leftSection={<IconPencil size={16} aria-hidden />} onClick={onWrite}>
          {words.write}
        </Button>
      )}
      <ul>
        {shown.map((folder) => {
          const Icon = icons[folder];
          const count = waiting[folder] ?? 0;
          return (
            <li key={folder}>
              <Link
                className={css.folder}
                to={`/inbox${writeAddress({ folder })}`}
                aria-current={folder === here ? 'page' : undefined}
              >
                <Icon size={17} aria-hidden />
                {words.folder[folder]}{' '}
                {count > 0 && (
                  <span className={css.count}>
                    <span aria-hidden>{count}</span>
                    <span className="said">{words.waiting(count)}</span>
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
