import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { Dialog } from '#web/ui/dialog.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import type { Setback } from '#web/use-attempt.ts';
import { patientSetWords } from '#web/words/patient-sets.ts';

interface FormDialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly setback: Setback | undefined;
  readonly onClose: () => void;
  readonly onSend: (event: FormEvent) => void;
  readonly children: ReactNode;
}

/** A small form over the page: what it does, its fields, one button that names the act. */
export const FormDialog = ({
  title,
  closeLabel,
  action,
  danger = false,
  busy,
  setback,
  onClose,
  onSend,
  children,
}: FormDialogProps) => (
  <Dialog opened onClose={onClose} title={title} size={460} closeLabel={closeLabel} ownFocus>
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSend(event);
      }}
    >
      {children}
      <SetbackNotice setback={setback} />
      <div className="row">
        <Button type="submit" loading={busy} {...(danger ? { color: 'brick' } : {})}>
          {action}
        </Button>
        <Button variant="default" onClick={onClose}>
          {patientSetWords.cancel}
        </Button>
      </div>
    </form>
  </Dialog>
);
