import { NativeSelect } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useId } from 'react';
import { handoverWords } from '#web/words/handover.ts';
import { ConflictItems } from './conflict-items.tsx';
import css from './deactivate-user-page.module.css';
import { rulesFrom, type Simple } from './plan.ts';
import type { KindRowProps, ShownItems } from './plan-row.tsx';
import { against, RuleConflicts } from './rule-conflicts.tsx';
import { namesOf } from './where-words.ts';

const words = handoverWords.deactivate;

/** What stands against the one successor of a kind, before anything is done, and the way out of it. */
export function Conflicts(props: KindRowProps & ShownItems & { readonly simple: Simple }) {
  const { kind, colleagues, simple, onChoose } = props;
  const [rule] = kind.plan;
  const [weight] = kind.rules;
  if (!rule?.successorIds || !weight) return null;
  const [successorId = ''] = rule.successorIds;
  const known = colleagues.find(({ userId }) => userId === successorId);
  if (!known || known.locked || known.deactivated) {
    return (
      <p className={css.conflict} data-state="open">
        <IconAlertTriangle size={17} aria-hidden />
        <span>{words.plan.successorGone}</span>
      </p>
    );
  }
  if (against(weight) === 0) return null;
  return (
    <div className={css.detail}>
      <RuleConflicts rule={rule} weight={weight} colleagues={colleagues} solved={kind.left === 0} />
      <div className={css.ways}>
        {weight.passed.length > 0 && (
          <Rest
            dispositions={kind.dispositions}
            name={namesOf([successorId], colleagues).join('')}
            rest={simple.rest}
            onChange={(rest) => onChoose(rulesFrom(kind.kind, { ...simple, rest }))}
          />
        )}
        <ConflictItems {...props} place={1} count={against(weight)} />
      </div>
    </div>
  );
}

interface RestProps extends Pick<Simple, 'rest'> {
  readonly dispositions: readonly string[];
  readonly name: string;
  readonly onChange: (rest: Simple['rest']) => void;
}

/** A second word for what the successor cannot take, where the kind has one. */
function Rest({ dispositions, name, rest, onChange }: RestProps) {
  const id = useId();
  const ways = (['cancel', 'return'] as const).filter((way) => dispositions.includes(way));
  if (ways.length === 0) return <p className="small">{words.rest.none}</p>;
  return (
    <div className={css.rest}>
      <label htmlFor={id}>{words.rest.label(name)}</label>
      <NativeSelect
        id={id}
        size="xs"
        value={rest ?? ''}
        onChange={({ currentTarget: { value } }) => onChange(ways.find((way) => way === value))}
        data={[
          { value: '', label: words.rest.choose },
          ...ways.map((way) => ({ value: way as string, label: words.rest[way] })),
        ]}
      />
    </div>
  );
}
