import { CloseButton, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './dialog.module.css';
import { GiveBackFocus } from './given-back-focus.ts';
import { useSmallScreen } from './small-screen.ts';

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** Says what closing does to what was entered. */
  readonly closeLabel: string;
  /** Its width in px. */
  readonly size: number;
  readonly children: ReactNode;
  /** Where the first field takes the focus itself, the title does not. */
  readonly ownFocus?: boolean;
}

/** The one overlay. Fills small screens; Escape closes and changes nothing; the focus goes back where it came from, also when the dialog is taken away. */
export function Dialog({ opened, onClose, title, closeLabel, size, children, ownFocus = false }: DialogProps) {
  const small = useSmallScreen();
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={size}
      centered
      fullScreen={small}
      returnFocus={false}
      radius={small ? 0 : 'lg'}
      // Nothing that transforms: a list opened in here may reach beyond its edges.
      transitionProps={{ transition: 'fade', duration: 120 }}
    >
      {opened && <GiveBackFocus />}
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content>
        <div className={css.head}>
          <Modal.Title tabIndex={-1} className={css.title} {...(ownFocus ? {} : { 'data-autofocus': true })}>
            {title}
          </Modal.Title>
          <CloseButton size={32} aria-label={closeLabel} onClick={onClose} />
        </div>
        <div className={css.body}>{children}</div>
      </Modal.Content>
    </Modal.Root>
  );
}
