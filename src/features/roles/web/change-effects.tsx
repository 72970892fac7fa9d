import { roleWords } from '#web/words/roles.ts';
import type { Effect, RoleChange } from '../contract.ts';
import css from './change-effects.module.css';

const words = roleWords.preview;

const Sentences = ({ tone, label, of }: { tone: 'gains' | 'loses'; label: string; of: Effect['gains'] }) =>
  of.length > 0 && (
    <div className={css.turn} data-tone={tone}>
      <b>{label}</b>
      <ul>
        {of.map(({ permission, says }) => (
          <li key={permission}>{says}</li>
        ))}
      </ul>
    </div>
  );

/** Who gains and who loses what, in words: users for whom it comes to the same stand together. */
export const EffectList = ({ effects }: Pick<RoleChange, 'effects'>) => (
  <ul className={css.effects}>
    {effects.map(({ gains, loses, users: count, named }) => (
      <li key={named[0]?.userId}>
        <h3>
          {words.who(
            count,
            named.map(({ name }) => name),
          )}
        </h3>
        <Sentences tone="gains" label={words.gains(count)} of={gains} />
        <Sentences tone="loses" label={words.loses(count)} of={loses} />
      </li>
    ))}
  </ul>
);

/** What a change of a role comes to for those who have it. */
export function ChangeEffects({ change: { users, effects } }: { readonly change: RoleChange }) {
  if (users === 0) return <p>{words.nobody}</p>;
  if (effects.length === 0) return <p>{words.nothing(users)}</p>;
  const others = users - effects.reduce((sum, effect) => sum + effect.users, 0);
  return (
    <>
      <EffectList effects={effects} />
      {others > 0 && <p className="dim">{words.others(others)}</p>}
    </>
  );
}
