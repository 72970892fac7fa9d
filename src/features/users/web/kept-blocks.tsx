import { Checkbox, TextInput } from '@mantine/core';
import type { Id } from '#kernel/brand.ts';
import type { Departure } from '#features/handover/contract.ts';
import { useMay } from '#web/session.ts';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { userWords } from '#web/words/users.ts';
import type { ReturnDraft } from './activation.ts';
import type { SectionProps } from './section.ts';

const words = userWords.activateUser;
type Kept = Departure['blocks'][number];

interface KeptBlocksProps extends Pick<SectionProps, 'errorOf'> {
  readonly name: string;
  readonly blocks: readonly Kept[];
  readonly draft: ReturnDraft;
  readonly change: (part: Partial<ReturnDraft>) => void;
}

/** The blocks that hold on when somebody comes back, each kept unless it is unticked with a reason; nothing where there are none. */
export function KeptBlocks({ name, blocks, draft: { lifts }, change, errorOf }: KeptBlocksProps) {
  const mayLift = useMay()('patient-sets.lift-block');
  if (blocks.length === 0) return null;
  const set = (blockId: Id<'block'>, reason: string | undefined) => {
    const { [blockId]: _was, ...others } = lifts;
    change({ lifts: reason === undefined ? others : { ...others, [blockId]: reason } });
  };
  return (
    <Panel title={words.blocks} id="blocks" lead={words.blocksLead(name)}>
      <div className="stack">
        {blocks.map(({ blockId, name: setName, reason, laidAt, endsAt }) => (
          <div key={blockId} className="stack">
            <Checkbox
              label={words.staysClosed(setName)}
              checked={lifts[blockId] === undefined}
              disabled={!mayLift}
              description={
                <>
                  {reason && `${reason}, `}
                  {words.laid} <TimeText instant={laidAt} />
                  {endsAt && (
                    <>
                      , {words.until} <TimeText instant={endsAt} within />
                    </>
                  )}
                </>
              }
              onChange={({ currentTarget: { checked } }) => set(blockId, checked ? undefined : '')}
            />
            {lifts[blockId] !== undefined && (
              <TextInput
                label={words.whyLifted(setName)}
                description={words.liftedHelp(name)}
                name={liftField(blockId)}
                required
                maxLength={500}
                value={lifts[blockId]}
                error={errorOf(liftField(blockId))}
                onChange={({ currentTarget: { value } }) => set(blockId, value)}
              />
            )}
          </div>
        ))}
      </div>
      {!mayLift && <p className="small">{words.blocksTo}</p>}
    </Panel>
  );
}

/** Under which the reason for lifting a block is asked. */
export const liftField = (blockId: string): string => `lift-${blockId}`;
