import { FlowPicture } from '#web/ui/flow-picture.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { type Colleague, type PlannedKind, type Preview, shares } from './plan.ts';

const words = handoverWords.deactivate.flow;

interface WhereItGoesProps {
  readonly preview: Preview;
  readonly kinds: readonly PlannedKind[];
  readonly colleagues: readonly Colleague[];
  /** Items in the unassigned pool today; undefined where the reader may not know. */
  readonly pool: number | undefined;
}

/** The picture of the plan: from the leaver to the successors, with the load each will have. */
export function WhereItGoes({ preview, kinds, colleagues, pool }: WhereItGoesProps) {
  const taking = new Set<string>(
    kinds.flatMap(({ rules }) => rules.flatMap(({ to }) => to.map(({ userId }) => userId))),
  );
  const successors = colleagues.filter(({ userId }) => taking.has(userId));
  const today = new Map(preview.loads.map(({ userId, items }) => [userId, items]));
  return (
    <Panel title={words.title} id="flow" lead={words.lead}>
      <FlowPicture
        leaver={preview.user.name}
        kinds={kinds.map((kind) => ({ id: kind.kind, label: kind.label, count: kind.count, to: shares(kind) }))}
        destinations={[
          ...successors.map(({ userId, name }) => ({
            id: userId,
            name,
            today: today.get(userId),
            style: 'person' as const,
          })),
          { id: 'return', name: handoverWords.pool, today: pool, style: 'pool' as const },
          { id: 'cancel', name: words.cancelled, today: undefined, style: 'cancel' as const },
        ]}
      />
    </Panel>
  );
}
