import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconKey, IconSearch, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { dayOf, formatDay } from '#web/ui/calendar.ts';
import { type ClinicTime, useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { FilterBar } from '#web/ui/filter-bar.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { roleWords } from '#web/words/roles.ts';
import type { Access, Held } from '../access-contract.ts';
import { capabilityOf } from '../rules.ts';
import css from './access.module.css';
import { type AsOf, searchOf } from './as-of.ts';
import { capabilitiesOf, matches } from './permission-lists.tsx';

const words = roleWords.access;

const columns = (asOf: AsOf, mayList: boolean, { timeZone, locale }: ClinicTime): Column<Held>[] => [
  {
    key: 'may',
    label: words.columns.may,
    small: 'title',
    cell: ({ says, permission }) => (
      <span>
        <b>{says}</b> <span className={css.code}>{permission}</span>
      </span>
    ),
  },
  {
    key: 'through',
    label: words.columns.through,
    width: 210,
    cell: ({ through }) => (
      <span className={css.tags}>
        {through.map(({ roleId, name }) => (
          <Tag key={roleId} tone="brand" icon={IconKey}>
            {name}
          </Tag>
        ))}
      </span>
    ),
  },
  {
    key: 'since',
    label: words.columns.since,
    width: 112,
    small: 'side',
    cell: ({ since }) => <span className="num nowrap">{formatDay(dayOf(since, timeZone), locale)}</span>,
  },
  ...(mayList
    ? [
        {
          key: 'who',
          label: words.columns.who,
          width: 130,
          small: 'actions' as const,
          cell: ({ permission, says }: Held) => (
            <Button
              size="compact-sm"
              variant="subtle"
              component={Link}
              to={`/admin/permissions/${permission}${searchOf(asOf)}`}
              leftSection={<IconUsers size={15} aria-hidden />}
              aria-label={words.whoElse(says)}
            >
              {words.everybody}
            </Button>
          ),
        },
      ]
    : []),
];

interface AccessTableProps {
  readonly access: Access;
  readonly asOf: AsOf;
}

/** Everything the user can do, filtered while typing. */
export function AccessTable({ access, asOf }: AccessTableProps) {
  const { name, status, roles, sites, permissions } = access;
  const clinic = useClinic();
  const mayList = useMay()('roles.list-holders');
  const [typed, setTyped] = useState('');
  const [capability, setCapability] = useState('');
  const [role, setRole] = useState('');
  const past = asOf.day !== undefined;
  const rows = permissions.filter(
    (one) =>
      matches(one, typed) &&
      (capability === '' || capabilityOf(one.permission) === capability) &&
      (role === '' || one.through.some(({ roleId }) => roleId === role)),
  );
  const clear = () => {
    setTyped('');
    setCapability('');
    setRole('');
  };
  if (permissions.length === 0) {
    return (
      <Panel>
        <EmptyFace title={past ? words.nothingThen(name) : words.nothing(name)}>{words.nothingWhy[status]}</EmptyFace>
      </Panel>
    );
  }
  return (
    <Panel
      flush
      title={past ? words.everythingThen(name) : words.everything(name)}
      lead={words.summary(permissions.length, roles.length, sites)}
    >
      <FilterBar
        label={words.filter}
        said={words.shown(rows.length, permissions.length)}
        first={
          <TextInput
            label={words.keyword}
            placeholder={words.keywordHint}
            leftSection={<IconSearch size={16} aria-hidden />}
            maxLength={100}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        }
      >
        <NativeSelect
          label={roleWords.form.capability}
          value={capability}
          onChange={(event) => setCapability(event.currentTarget.value)}
          data={[{ value: '', label: roleWords.form.anyCapability }, ...capabilitiesOf(permissions)]}
        />
        <NativeSelect
          label={words.through}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value)}
          data={[{ value: '', label: words.anyRole }, ...roles.map((one) => ({ value: one.roleId, label: one.name }))]}
        />
      </FilterBar>
      {rows.length === 0 ? (
        <EmptyFace
          title={words.noneMatch}
          level={3}
          action={
            <Button variant="default" onClick={clear}>
              {words.clear}
            </Button>
          }
        />
      ) : (
        <DataTable
          label={words.table}
          columns={columns(asOf, mayList, clinic)}
          rows={rows}
          rowKey={({ permission }) => permission}
          rowName={({ says }) => says}
        />
      )}
    </Panel>
  );
}
