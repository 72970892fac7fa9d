import type { Output } from '#kernel/contract.ts';
import type { ReadDeparture } from '#features/handover/contract.ts';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { userWords } from '#web/words/users.ts';

const words = userWords.activateUser;

interface KeptBlocksProps {
  readonly name: string;
  readonly blocks: Output<typeof ReadDeparture>['blocks'];
}

/** The blocks that hold on when somebody comes back; nothing where there are none. */
export function KeptBlocks({ name, blocks }: KeptBlocksProps) {
  if (blocks.length === 0) return null;
  return (
    <Panel title={words.blocks} id="blocks" lead={words.blocksLead(name)}>
      <ul>
        {blocks.map(({ name: set, laidAt, endsAt }) => (
          <li key={set}>
            {set}, {words.laid} <TimeText instant={laidAt} />
            {endsAt && (
              <>
                , {words.until} <TimeText instant={endsAt} within />
              </>
            )}
          </li>
        ))}
      </ul>
      <p className="small">{words.blocksTo}</p>
    </Panel>
  );
}
