import { EffectList } from '#features/roles/web/public.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { bulkRoleWords as words } from '#web/words/bulk-roles.ts';
import type { RolesPreview, turns } from '../../bulk-contract.ts';
import css from './bulk.module.css';

const MOST_NAMED = 8;

interface ShownPreviewProps {
  readonly preview: RolesPreview;
  readonly turn: (typeof turns)[number];
}

/** Who changes how, who stays as they are, and for whom it cannot be done. */
export function ShownPreview({ preview, turn }: ShownPreviewProps) {
  const { changed, unchanged, hindered, effects } = preview;
  const names = unchanged.slice(0, MOST_NAMED).map(({ name }) => name);
  return (
    <>
      {hindered.length > 0 && (
        <Notice tone="warn" title={words.hindered[turn](hindered.length)}>
          <ul className={css.hindered}>
            {hindered.map(({ userId, name, why }) => (
              <li key={userId}>
                {name} {words.why[why]}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {changed.length === 0 ? (
        <p>{words.nobody}</p>
      ) : effects.length === 0 ? (
        <p>{words.noEffect(changed.length)}</p>
      ) : (
        <EffectList effects={effects} />
      )}
      {names.length > 0 && <p className="dim">{words.unchanged[turn](names, unchanged.length - names.length)}</p>}
    </>
  );
}
