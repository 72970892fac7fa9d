import { Button } from '@mantine/core';
import type { Column } from '#web/ui/data-table.tsx';
import { workWords as words } from '#web/words/work.ts';

interface GivingProps<Row> {
  readonly may: (row: Row) => boolean;
  readonly nameOf: (row: Row) => string;
  readonly onGive: (row: Row) => void;
}

/** A button in each row that can be given to somebody else. */
export const givingColumn = <Row,>({ may, nameOf, onGive }: GivingProps<Row>): Column<Row> => ({
  key: 'actions',
  label: words.actions,
  width: 90,
  small: 'actions',
  cell: (row) =>
    may(row) && (
      <Button size="xs" variant="default" aria-label={words.give.named(nameOf(row))} onClick={() => onGive(row)}>
        {words.give.give}
      </Button>
    ),
});
