import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { resultWords } from '#web/words/results.ts';
import type { Former } from '../contract.ts';
import css from './results.module.css';
import { ResultValues } from './result-values.tsx';

const words = resultWords.read;

/** What the result said before the laboratory sent it anew, the latest first; nothing where it never did. */
export const FormerVersions = ({ former }: { readonly former: readonly Former[] }) =>
  former.length > 0 && (
    <Panel title={words.former} flush>
      {former.map(({ status, replacedAt, acknowledgedBy, conclusion, lines }) => (
        <details key={replacedAt} className={css.former}>
          <summary>
            <TimeText instant={replacedAt} />: {words.formerSays(status)}
          </summary>
          {acknowledgedBy && <p className={css.detail}>{words.formerAcknowledged(acknowledgedBy.name)}</p>}
          <ResultValues lines={lines} />
          {conclusion && <p className={css.prose}>{conclusion}</p>}
        </details>
      ))}
    </Panel>
  );
