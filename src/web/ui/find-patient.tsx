import { IconSearch } from '@tabler/icons-react';
import { useEffect } from 'react';
import css from '../shell.module.css';
import { shellWords as words } from '../words/shell.ts';

/** The way to a patient from everywhere. Not a single key: that would fire on what is dictated to the page. */
export function FindPatient({ onFind }: { readonly onFind: () => void }) {
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== 'k') return;
      event.preventDefault();
      onFind();
    };
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, [onFind]);
  return (
    <button
      type="button"
      className={css.find}
      aria-label={words.findPatient}
      aria-keyshortcuts="Control+K Meta+K"
      onClick={onFind}
    >
      <IconSearch size={16} aria-hidden />
      <span>{words.findPatient}</span>
      <kbd aria-hidden>{words.findPatientKeys}</kbd>
    </button>
  );
}
