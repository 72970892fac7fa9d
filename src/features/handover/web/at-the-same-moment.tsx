import { Panel } from '#web/ui/panel.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { providerFieldLabel } from '#features/users/web/public.tsx';
import css from './deactivate-user-page.module.css';
import type { Preview } from './plan.ts';

const words = handoverWords.deactivate.same;

/** What else happens with the button. */
export const AtTheSameMoment = ({ preview, visits }: { readonly preview: Preview; readonly visits: number }) => (
  <Panel title={words.title} id="ends">
    <ul className={css.ends}>
      <li>{words.sessions(preview.sessions)}</li>
      <li>{words.login}</li>
      <li>{words.name(preview.user.name)}</li>
      {preview.disconnects.length > 0 && (
        <li>
          {words.disconnects(
            preview.disconnects.map((key) => providerFieldLabel(key) ?? key),
            preview.user.name,
          )}
        </li>
      )}
      {visits > 0 && <li>{words.cancelled(visits)}</li>}
      <li>{words.return}</li>
    </ul>
  </Panel>
);
