import { Button } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { useMay } from '#web/session.ts';
import { patientSetWords } from '#web/words/patient-sets.ts';

const SetAccessDialog = lazy(async () => ({ default: (await import('./set-access-dialog.tsx')).SetAccessDialog }));

interface SetAccessButtonProps {
  readonly userId?: Id<'user'>;
  readonly label?: string;
  /** Names the button where its label does not. */
  readonly says?: string;
  readonly size?: 'sm' | 'compact-sm';
  readonly onDone: (says: string) => void;
}

/** Opens Manage Set Access, for whoever may use it. */
export function SetAccessButton({ userId, label, says, size = 'sm', onDone }: SetAccessButtonProps) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // Between the overlay and its confirmation the way back has been forgotten.
  const close = () => {
    setOpen(false);
    setTimeout(() => button.current?.focus());
  };
  if (!may('patient-sets.lay-block') || !may('patient-sets.read-set-access')) return null;
  return (
    <>
      <Button
        ref={button}
        variant={size === 'sm' ? 'default' : 'subtle'}
        size={size}
        leftSection={<IconShieldLock size={16} aria-hidden />}
        aria-label={says}
        onClick={() => setOpen(true)}
      >
        {label ?? patientSetWords.access.open}
      </Button>
      {open && (
        <Suspense>
          <SetAccessDialog
            userId={userId}
            onClose={close}
            onDone={(done) => {
              close();
              onDone(done);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
