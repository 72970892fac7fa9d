import { NativeSelect } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useId } from 'react';
import { Link } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { useMay } from '#web/session.ts';
import { handoverWords } from '#web/words/handover.ts';
import type { Choice } from '../rules.ts';
import { ConflictItems } from './conflict-items.tsx';
import css from './deactivate-user-page.module.css';
import type { PlannedKind } from './plan.ts';

const words = handoverWords.deactivate;

const signs = { open: IconAlertTriangle, solved: IconCircleCheck, allowed: IconInfoCircle };

interface ConflictsProps {
  readonly userId: Id<'user'>;
  readonly kind: PlannedKind;
  /** The second word as it is chosen, also where the server has not weighed it yet. */
  readonly rest: Choice['rest'];
  readonly onChange: (choice: Choice) => void;
}

/** What stands against the successor of one kind, before anything is done, and the way out of it. */
export function Conflicts({ userId, kind, rest, onChange }: ConflictsProps) {
  const mayAssign = useMay()('users.update-user');
  const { choice, successor, conflicts, gone, blocked } = kind;
  if (gone) {
    return (
      <p className={css.conflict} data-state="open">
        <IconAlertTriangle size={17} aria-hidden />
        <span>{words.plan.successorGone}</span>
      </p>
    );
  }
  if (!choice || !successor || conflicts.length === 0) return null;
  const all = conflicts.reduce((sum, { items }) => sum + items, 0);
  return (
    <div className={css.detail}>
      <ul className={css.conflicts}>
        {conflicts.map(({ conflict, items, blocking }) => {
          const state = !blocking ? 'allowed' : rest ? 'solved' : 'open';
          const Sign = signs[state];
          return (
            <li key={conflict} className={css.conflict} data-state={state}>
              <Sign size={17} aria-hidden />
              <span>
                {words.conflicts[conflict]?.(items, successor.name) ?? `${items} ${conflict}`}{' '}
                {conflict === 'not-at-site' && mayAssign && (
                  // The plan stands in the address: the way back leads to it.
                  <Link to={`/admin/users/${successor.userId}/edit`}>{words.assignSite}</Link>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      <div className={css.ways}>
        {blocked > 0 && <Rest kind={kind} choice={{ ...choice, rest }} name={successor.name} onChange={onChange} />}
        <ConflictItems
          // For somebody else, or when the number changed: other items.
          key={`${successor.userId} ${all}`}
          userId={userId}
          kind={kind.kind}
          successorId={successor.userId}
          count={all}
        />
      </div>
    </div>
  );
}

interface RestProps {
  readonly kind: PlannedKind;
  readonly choice: Choice;
  readonly name: string;
  readonly onChange: (choice: Choice) => void;
}

/** A second word for what the successor cannot take, where the kind has one. */
function Rest({ kind, choice, name, onChange }: RestProps) {
  const id = useId();
  const ways = (['cancel', 'return'] as const).filter((way) => kind.dispositions.includes(way));
  if (ways.length === 0) return <p className="small">{words.rest.none}</p>;
  return (
    <div className={css.rest}>
      <label htmlFor={id}>{words.rest.label(name)}</label>
      <NativeSelect
        id={id}
        size="xs"
        value={choice.rest ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ ...choice, rest: ways.find((way) => way === value) })}
        data={[
          { value: '', label: words.rest.choose },
          ...ways.map((way) => ({ value: way as string, label: words.rest[way] })),
        ]}
      />
    </div>
  );
}
