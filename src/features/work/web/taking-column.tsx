import { Button } from '@mantine/core';
import type { Column } from '#web/ui/data-table.tsx';
import { workWords as words } from '#web/words/work.ts';

interface TakingProps<Row> {
  readonly busy: boolean;
  readonly nameOf: (row: Row) => string;
  readonly onTake: (row: Row) => void;
}

/** A button in each row of the pool. */
export const takingColumn = <Row,>({ busy, nameOf, onTake }: TakingProps<Row>): Column<Row> => ({
  key: 'actions',
  label: words.actions,
  width: 90,
  small: 'actions',
  cell: (row) => (
    <Button
      size="xs"
      variant="default"
      disabled={busy}
      aria-label={words.takeNamed(nameOf(row))}
      onClick={() => onTake(row)}
    >
      {words.take}
    </Button>
  ),
});
