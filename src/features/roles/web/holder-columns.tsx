import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Column } from '#web/ui/data-table.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { roleWords } from '#web/words/roles.ts';
import css from './access.module.css';
import { type AsOf, searchOf } from './as-of.ts';

const words = roleWords.holders;

interface Through {
  readonly through: readonly { readonly roleId: string; readonly name: string }[];
}

/** The roles through which somebody may do something. */
export const throughColumn = <T extends Through>(width: number): Column<T> => ({
  key: 'through',
  label: words.columns.through,
  width,
  cell: ({ through }) => (
    <span className={css.tags}>
      {through.map(({ roleId, name }) => (
        <Tag key={roleId} tone="brand" icon={IconKey}>
          {name}
        </Tag>
      ))}
    </span>
  ),
});

interface Named {
  readonly userId: string;
  readonly name: string;
}

/** The way to all that somebody may do at that moment; no column for whoever may not look at it. */
export const whyColumn = <T extends Named>(asOf: AsOf, mayAsk: boolean): Column<T>[] =>
  mayAsk
    ? [
        {
          key: 'why',
          label: words.columns.why,
          width: 160,
          small: 'actions',
          cell: ({ userId, name }) => (
            <Button
              size="compact-sm"
              variant="subtle"
              component={Link}
              to={`/admin/users/${userId}/access${searchOf(asOf)}`}
              aria-label={words.explainOf(name)}
            >
              {words.explain}
            </Button>
          ),
        },
      ]
    : [];
