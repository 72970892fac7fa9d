import { IconAlertCircle, IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { uiWords } from '../words/ui.ts';
import css from './section-form.module.css';

const marks = { done: IconCircleCheckFilled, todo: IconCircle, wrong: IconAlertCircle };

export interface FormSection {
  readonly id: string;
  readonly label: string;
  readonly state: keyof typeof marks;
}

/** Which of the sections is under the reader's eye. */
function useSectionInView(ids: readonly string[]): string | undefined {
  const [here, setHere] = useState(ids[0]);
  const key = ids.join(',');
  useEffect(() => {
    if (!('IntersectionObserver' in globalThis)) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        const top = entries.find((entry) => entry.isIntersecting);
        if (top) setHere(top.target.id);
      },
      { rootMargin: '-80px 0px -65% 0px' },
    );
    for (const id of key.split(',')) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [key]);
  return here;
}

/** Sticky index of a long form; a strip that scrolls sideways on small screens. */
export function SectionIndex({ sections }: { readonly sections: readonly FormSection[] }) {
  const here = useSectionInView(sections.map((section) => section.id));
  return (
    <nav className={css.index} aria-label={uiWords.sections.label}>
      <ul>
        {sections.map(({ id, label, state }) => {
          const StateIcon = marks[state];
          return (
            <li key={id}>
              <a href={`#${id}`} aria-current={here === id ? 'true' : undefined} data-state={state}>
                <StateIcon size={15} aria-hidden />
                {label}
                <span className="said">, {uiWords.sections[state]}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

interface SectionFormProps {
  readonly children: ReactNode;
  readonly index: ReactNode;
  readonly aside?: ReactNode;
}

/** Cards in the middle, index and hints on the right; one column on small screens. */
export const SectionForm = ({ children, aside, index }: SectionFormProps) => (
  <div className={css.form}>
    <div className={css.cards}>{children}</div>
    <div className={css.aside}>
      {index}
      {aside && <div className={css.hints}>{aside}</div>}
    </div>
  </div>
);

/** Widths in a FieldGrid: `className={span.third}`. A half when nothing is said. */
export const span: Readonly<Record<'quarter' | 'third' | 'whole', string>> = {
  quarter: css.quarter,
  third: css.third,
  whole: css.whole,
};

/** Fields in a grid; thirds and quarters become halves on small screens, halves become whole lines. */
export const FieldGrid = ({ children }: { readonly children: ReactNode }) => <div className={css.grid}>{children}</div>;

/** Stays in sight at the bottom: what is still missing on the left, the actions on the right. */
export const SaveBar = ({ said, children }: { readonly said: ReactNode; readonly children: ReactNode }) => (
  <div className={`${css.save} no-print`}>
    <div className={css.saveWords} aria-live="polite">
      {said}
    </div>
    <div className={css.saveActions}>{children}</div>
  </div>
);
