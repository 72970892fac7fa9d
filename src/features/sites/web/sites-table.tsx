import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { SiteTag } from '#web/ui/site-tag.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { siteWords as words } from '#web/words/sites.ts';
import type { Site } from '../contract.ts';
import css from './sites.module.css';

interface SitesTableProps {
  readonly sites: readonly Site[];
  readonly busy: boolean;
  readonly onOpen: (site: Site) => void;
}

/** What can be done with a site, as far as the caller may. */
function SiteActions({ site, busy, onOpen }: Omit<SitesTableProps, 'sites'> & { readonly site: Site }) {
  const may = useMay();
  const { siteId, name, closedAt } = site;
  return (
    <span className={css.actions}>
      {may('sites.update-site') && (
        <Button
          component={Link}
          to={`/admin/sites/${siteId}/edit`}
          variant="subtle"
          size="compact-sm"
          aria-label={words.editNamed(name)}
        >
          {words.edit}
        </Button>
      )}
      {may('sites.close-site') && closedAt === null && (
        <Button
          component={Link}
          to={`/admin/sites/${siteId}/close`}
          variant="subtle"
          size="compact-sm"
          aria-label={words.closeNamed(name)}
        >
          {words.close}
        </Button>
      )}
      {may('sites.open-site') && closedAt !== null && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={busy}
          aria-label={words.openNamed(name)}
          onClick={() => onOpen(site)}
        >
          {words.openAgain}
        </Button>
      )}
    </span>
  );
}

const placeOf = ({ address, city, province }: Site): string =>
  [address, [city, province].filter(Boolean).join(' ')].filter(Boolean).join(', ');

export function SitesTable({ sites, ...acts }: SitesTableProps) {
  const columns: readonly Column<Site>[] = [
    {
      key: 'name',
      label: words.columns.name,
      small: 'title',
      cell: (site) => (
        <span className="row">
          <SiteTag site={site} />
          <b>{site.name}</b>
        </span>
      ),
    },
    { key: 'address', label: words.columns.address, cell: placeOf },
    { key: 'phone', label: words.columns.phone, width: 124, small: 'hide', cell: ({ phone }) => phone },
    { key: 'users', label: words.columns.users, width: 72, align: 'right', small: 'hide', cell: ({ users }) => users },
    {
      key: 'status',
      label: words.columns.status,
      width: 84,
      small: 'side',
      cell: ({ closedAt }) => (closedAt === null ? words.open : <Tag>{words.closed}</Tag>),
    },
    {
      key: 'actions',
      label: words.columns.actions,
      width: 170,
      small: 'actions',
      cell: (site) => <SiteActions site={site} {...acts} />,
    },
  ];
  return (
    <DataTable
      label={words.table}
      columns={columns}
      rows={sites}
      rowKey={({ siteId }) => siteId}
      rowName={({ name }) => name}
      quiet={({ closedAt }) => closedAt !== null}
    />
  );
}
