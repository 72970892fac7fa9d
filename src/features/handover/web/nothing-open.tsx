import { practitionerTypes } from '#features/users/rules.ts';
import { handoverWords } from '#web/words/handover.ts';
import css from './deactivate-user-page.module.css';
import { labelOf, type Preview } from './plan.ts';

/** What the guides have one look for before somebody leaves who treats nobody; before a practitioner does, everything. */
const ofTheDesk = ['message', 'task'];

/** What was looked for, as the guides ask, and is not there: so that nobody has to wonder whether it was. */
export function NothingOpen({ preview: { user, kinds } }: { readonly preview: Preview }) {
  const everything = practitionerTypes.some((type) => type === user.type);
  const empty = kinds.filter(({ kind, count }) => count === 0 && (everything || ofTheDesk.includes(kind)));
  if (empty.length === 0) return null;
  return (
    <p className={`${css.nothingOpen} small dim`}>
      {handoverWords.deactivate.plan.nothingOpen(empty.map(({ kind }) => labelOf(kind)))}
    </p>
  );
}
