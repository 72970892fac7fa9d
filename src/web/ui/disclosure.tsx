import { type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import css from './disclosure.module.css';

interface DisclosureProps {
  readonly button: ReactNode;
  readonly buttonClass?: string | undefined;
  /** The button's name where its content does not say it. */
  readonly label?: string;
  /** What the reader looks at now is in the list. */
  readonly here?: boolean;
  readonly align?: 'left' | 'right';
  readonly className?: string | undefined;
  /** `li` elements, each with one link or button. */
  readonly children: ReactNode;
}

/** A button that opens a short list of links under it. Escape, a click outside and leaving it with Tab close it. Costs no library. */
export function Disclosure(props: DisclosureProps) {
  const { button, buttonClass, label, here = false, align = 'left', className = '', children } = props;
  const [open, setOpen] = useState(false);
  const listId = useId();
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!open || !element) return undefined;
    const outside = (event: Event) => {
      if (!element.contains(event.target as Node)) setOpen(false);
    };
    const keys = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      opener.current?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    element.addEventListener('keydown', keys);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      element.removeEventListener('keydown', keys);
    };
  }, [open]);
  // React's own event, which comes here after what was chosen has acted: a listener on the
  // element would close the list first, and what is gone does not hear the click.
  const chosen = (event: MouseEvent) => {
    if (!(event.target as Element).closest('li a, li button')) return;
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <div ref={box} className={`${css.box} ${className}`}>
      <button
        ref={opener}
        type="button"
        className={buttonClass}
        data-here={here}
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-label={label}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- only hears what its links and buttons do, by mouse or by keyboard
        <ul id={listId} className={css.list} data-align={align} onClick={chosen}>
          {children}
        </ul>
      )}
    </div>
  );
}
