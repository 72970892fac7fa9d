import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { useMay, useSession } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { uiWords } from '#web/words/ui.ts';
import { ListPatientBlocks } from '../access-contract.ts';
import { type Block } from '../contract.ts';
import { BlockReason, BlockSince, BlockUntil } from './block-cells.tsx';
import { LiftDialog } from './lift-dialog.tsx';

const words = patientSetWords.onPatient;

/** The blocks on a patient: `undefined` until they are there, `failed` when they did not come, `closed` where the chart is closed to the reader. */
function useBlocks(patientId: Id<'patient'>) {
  const [blocks, setBlocks] = useState<readonly Block[]>();
  const [failed, setFailed] = useState(false);
  const [closed, setClosed] = useState(false);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const answer = await call(ListPatientBlocks, { patientId }, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      if (answer?.ok) setBlocks(answer.value.blocks);
      else if (answer?.code === 'patient/not-found') setClosed(true);
      else setFailed(true);
    };
    void ask();
    return () => stop.abort();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- asked again each time something changed
  }, [patientId, round]);
  const again = () => {
    setFailed(false);
    setRound(round + 1);
  };
  return { blocks, failed, closed, again };
}

const columns = (onLift: ((block: Block) => void) | undefined, toSets: boolean): Column<Block>[] => [
  {
    key: 'user',
    label: words.columns.user,
    small: 'title',
    cell: ({ user }) => <PersonChip name={user.name} deactivated={user.deactivated} />,
  },
  {
    key: 'set',
    label: words.columns.set,
    cell: ({ setId, setName }) => (toSets ? <Link to={`/admin/patient-sets/${setId}`}>{setName}</Link> : setName),
  },
  { key: 'since', label: words.columns.since, cell: (block) => <BlockSince block={block} /> },
  { key: 'until', label: words.columns.until, cell: (block) => <BlockUntil block={block} /> },
  { key: 'why', label: words.columns.why, cell: (block) => <BlockReason block={block} /> },
  ...(onLift
    ? [
        {
          key: 'actions',
          label: words.columns.actions,
          width: 90,
          small: 'actions' as const,
          cell: (block: Block) => (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={words.liftOf(block.user.name, block.setName)}
              onClick={() => onLift(block)}
            >
              {words.lift}
            </Button>
          ),
        },
      ]
    : []),
];

/** On a master file, for whoever may know: who is kept out of this chart, by which set, since when, until when and why. */
export function PatientBlocks({ patientId }: { readonly patientId: Id<'patient'> }) {
  const may = useMay();
  return may('patient-sets.list-patient-blocks') ? <Blocks patientId={patientId} /> : null;
}

function Blocks({ patientId }: { readonly patientId: Id<'patient'> }) {
  const may = useMay();
  const { userId } = useSession();
  const { blocks, failed, closed, again } = useBlocks(patientId);
  const [lifting, setLifting] = useState<Block>();
  const [said, setSaid] = useState<string>();
  const mayLift = may('patient-sets.lift-block');
  return (
    <Panel title={words.title} lead={words.lead} flush={blocks !== undefined && blocks.length > 0}>
      {said && <Notice tone="ok" title={said} />}
      {closed ? (
        <p className="dim">{words.notForYou}</p>
      ) : failed ? (
        <Notice
          tone="bad"
          title={words.failed}
          action={
            <Button size="xs" variant="default" onClick={again}>
              {uiWords.tryAgain}
            </Button>
          }
        />
      ) : !blocks ? (
        <LoadingFace label={uiWords.loading} rows={2} />
      ) : blocks.length === 0 ? (
        <p className="dim">{words.nobody}</p>
      ) : (
        <DataTable
          label={words.table}
          columns={columns(mayLift ? setLifting : undefined, may('patient-sets.read-set'))}
          rows={blocks.filter(({ user }) => user.userId !== userId)}
          rowKey={({ blockId }) => blockId}
          rowName={({ user, setName }) => `${user.name}, ${setName}`}
        />
      )}
      {lifting && (
        <LiftDialog
          block={lifting}
          onClose={() => setLifting(undefined)}
          onDone={(says) => {
            setLifting(undefined);
            setSaid(says);
            again();
          }}
        />
      )}
    </Panel>
  );
}
