import type { Id } from '#kernel/brand.ts';
import { Panel } from '#web/ui/panel.tsx';
import { absenceWords } from '#web/words/absences.ts';
import { workKinds } from '#web/words/work-kinds.ts';
import type { Preview } from '../contract.ts';
import css from './absences.module.css';
import { type AbsenceDraft, coversOf } from './absence-draft.ts';
import { usePreview } from './use-preview.ts';

const words = absenceWords.form;
const named = (kind: string | null) => (kind ? (workKinds[kind]?.many ?? kind) : '');

/** What should be looked at, a sentence each. */
function sentencesOf({ appointments, work, doubts }: Preview, draft: AbsenceDraft): string[] {
  const covered = new Set<string>(coversOf(draft).map(({ kind }) => kind));
  const left = work.filter(({ kind }) => !covered.has(kind));
  return [
    ...(appointments > 0
      ? [(covered.has('appointment') ? words.appointmentsCovered : words.appointments)(appointments)]
      : []),
    ...(left.length > 0
      ? [words.uncovered(left.map(({ kind, items }) => `${named(kind)} (${words.waits(items)})`).join(', '))]
      : []),
    ...doubts.map(({ doubt, person, kind, items }) => words.doubts[doubt](person.name, named(kind), items)),
  ];
}

interface PreviewPanelProps {
  readonly whose: Id<'user'> | 'own' | null;
  readonly draft: AbsenceDraft;
}

/** What the absence leaves, and what stands against those who are to cover; it keeps nobody from saving. */
export function PreviewPanel({ whose, draft }: PreviewPanelProps) {
  const { fits, looking, preview } = usePreview(whose, draft);
  if (!fits) return null;
  const sentences = preview && sentencesOf(preview, draft);
  return (
    <Panel title={words.look}>
      <div aria-live="polite" aria-busy={looking}>
        {looking && <p className="dim">{words.looking}</p>}
        {!looking && !preview && <p>{words.lookFailed}</p>}
        {sentences?.length === 0 && <p className="dim">{words.lookNothing}</p>}
        {sentences && sentences.length > 0 && (
          <ul className={css.look}>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}
