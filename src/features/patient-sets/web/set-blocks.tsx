import { Button } from '@mantine/core';
import { useMay, useSession } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { patientSetWords } from '#web/words/patient-sets.ts';
import type { Block } from '../contract.ts';
import { BlockReason, BlockSince, BlockUntil } from './block-cells.tsx';
import css from './patient-sets.module.css';
import { SetAccessButton } from './set-access-button.tsx';

const words = patientSetWords.set;

interface SetBlocksProps {
  readonly blocks: readonly Block[];
  readonly onLift: (block: Block) => void;
  readonly onDone: (says: string) => void;
}

/** Whom a set keeps out, and whom it kept out once. */
export function SetBlocks({ blocks, onLift, onDone }: SetBlocksProps) {
  const may = useMay();
  const { userId } = useSession();
  const columns: readonly Column<Block>[] = [
    {
      key: 'user',
      label: words.blocksColumns.user,
      small: 'title',
      cell: ({ user }) => <PersonChip name={user.name} deactivated={user.deactivated} />,
    },
    { key: 'since', label: words.blocksColumns.since, cell: (block) => <BlockSince block={block} /> },
    { key: 'until', label: words.blocksColumns.until, cell: (block) => <BlockUntil block={block} /> },
    { key: 'why', label: words.blocksColumns.why, cell: (block) => <BlockReason block={block} /> },
    {
      key: 'actions',
      label: words.blocksColumns.actions,
      width: 170,
      small: 'actions',
      cell: (block) =>
        block.overAt === null &&
        block.user.userId !== userId && (
          <span className={css.marks}>
            <SetAccessButton
              userId={block.user.userId}
              label={words.manage}
              says={words.access(block.user.name)}
              size="compact-sm"
              onDone={onDone}
            />
            {may('patient-sets.lift-block') && (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={patientSetWords.onPatient.liftOf(block.user.name, block.setName)}
                onClick={() => onLift(block)}
              >
                {patientSetWords.onPatient.lift}
              </Button>
            )}
          </span>
        ),
    },
  ];
  return (
    <Panel title={words.blocks} lead={words.blocksLead} flush>
      {blocks.length === 0 ? (
        <EmptyFace title={words.noBlocks} level={3}>
          {words.noBlocksWhy}
        </EmptyFace>
      ) : (
        <DataTable
          label={words.blocksTable}
          columns={columns}
          rows={blocks}
          rowKey={({ blockId }) => blockId}
          rowName={({ user }) => user.name}
          quiet={({ overAt }) => overAt !== null}
        />
      )}
    </Panel>
  );
}
