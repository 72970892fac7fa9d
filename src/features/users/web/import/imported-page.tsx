import { Button, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { saveFile } from '#web/save-file.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { importWords } from '#web/words/import-users.ts';
import { userWords } from '#web/words/users.ts';
import type { Imported } from '../../import-contract.ts';
import css from './import-users.module.css';

const words = importWords.done;
type LinkLine = Imported['links'][number];
/** More than that nobody hands over by looking at them. */
const MOST_SHOWN = 50;

const addressOf = (token: string): string => `${location.origin}/invitation/${token}`;

const columns: readonly Column<LinkLine>[] = [
  { key: 'name', label: words.name, width: 200, small: 'title', cell: ({ name }) => <b>{name}</b> },
  { key: 'signs-in-as', label: words.signsInAs, width: 200, cell: ({ signsInAs }) => signsInAs },
  {
    key: 'link',
    label: words.link,
    small: 'actions',
    cell: ({ name, token }) => (
      <TextInput
        className={css.link ?? ''}
        aria-label={`${words.link}, ${name}`}
        value={addressOf(token)}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
    ),
  },
];

function Links({ imported: { links, endsAt }, onSaved, saved }: LinksProps) {
  const { today } = useClinic();
  const save = () => {
    const rows = links.map(({ name, signsInAs, token }) => [name, signsInAs, addressOf(token)]);
    const text = UTF8_MARK + csvLines([[words.name, words.signsInAs, words.link], ...rows]);
    saveFile(words.file(today), new Blob([text], { type: 'text/csv;charset=utf-8' }));
    onSaved();
  };
  return (
    <Panel
      title={words.links}
      lead={
        <>
          {words.linksLead} {endsAt && <TimeText instant={endsAt} />}.
        </>
      }
      aside={
        <Button leftSection={<IconDownload size={16} aria-hidden />} onClick={save}>
          {words.save}
        </Button>
      }
      flush
    >
      {saved && <p className={css.more}>{words.saved}</p>}
      {links.length > MOST_SHOWN && <p className={css.more}>{words.first(MOST_SHOWN, links.length)}</p>}
      <DataTable
        label={words.table}
        columns={columns}
        rows={links.slice(0, MOST_SHOWN)}
        rowKey={({ userId }) => userId}
        rowName={({ name }) => name}
      />
    </Panel>
  );
}

interface LinksProps {
  readonly imported: Imported;
  readonly saved: boolean;
  readonly onSaved: () => void;
}

/** What has been imported, and the links that are seen here and nowhere else. */
export function ImportedPage({ imported }: Pick<LinksProps, 'imported'>) {
  const { users, mailed, withoutSignIn, linked, links } = imported;
  const [saved, setSaved] = useState(false);
  return (
    <div className="stack">
      <PageHeader title={words.title(users)} crumbs={[{ to: '/admin/users', label: userWords.manageUsers }]} />
      {(mailed > 0 || withoutSignIn > 0) && (
        <Notice tone="ok">
          {mailed > 0 && <p>{words.mailed(mailed)}</p>}
          {withoutSignIn > 0 && <p>{words.withoutSignIn(withoutSignIn)}</p>}
        </Notice>
      )}
      {links.length > 0 && <Links imported={imported} saved={saved} onSaved={() => setSaved(true)} />}
      {linked > 0 && links.length === 0 && <Notice tone="warn">{words.lost}</Notice>}
      <div>
        <Button component={Link} to="/admin/users" variant="default">
          {words.toUsers}
        </Button>
      </div>
      <LeaveGuard dirty={links.length > 0 && !saved} why={words.leaveWhy} />
    </div>
  );
}
