import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '#web/session.ts';
import { ConfirmWithPassword } from '#web/ui/confirm-with-password.tsx';
import { patientSetWords } from '#web/words/patient-sets.ts';
import type { AccessPreview, SetAccess } from '../access-contract.ts';

const words = patientSetWords.access.confirm;

interface SetAccessConfirmProps {
  readonly access: SetAccess;
  readonly preview: AccessPreview;
  /** A set is opened by it. */
  readonly opens: boolean;
  readonly busy: boolean;
  readonly refused: string | undefined;
  readonly onClose: () => void;
  readonly onConfirm: (password: string, liftReason: string) => void;
}

/** What Done comes to, in words, before it is done. */
export function SetAccessConfirm({ access, preview, opens, onConfirm, ...dialog }: SetAccessConfirmProps) {
  const may = useMay();
  const [liftReason, setLiftReason] = useState('');
  const { userId, name } = access;
  const { closes, opens: opened, appointments, work } = preview;
  const does = [
    ...(closes > 0 ? [words.closes(name, closes)] : []),
    ...(opened > 0 ? [words.opens(name, opened)] : []),
    ...(closes + opened === 0 ? [words.same] : []),
    ...(appointments > 0 ? [words.appointments(name, appointments)] : []),
    ...(work.length > 0
      ? [
          <span key="work">
            {words.work(name, work)}{' '}
            {may('handover.preview-deactivation') && (
              <a href={`/admin/users/${userId}/deactivate`} target="_blank" rel="noreferrer">
                {words.look(name)}
              </a>
            )}
          </span>,
        ]
      : []),
    words.acts,
  ];
  return (
    <ConfirmWithPassword
      opened
      {...dialog}
      title={words.title(name)}
      does={does}
      action={words.action}
      onConfirm={(password) => onConfirm(password, liftReason)}
    >
      {opens && (
        <TextInput
          label={patientSetWords.access.liftReason}
          maxLength={500}
          value={liftReason}
          onChange={({ currentTarget: { value } }) => setLiftReason(value)}
        />
      )}
    </ConfirmWithPassword>
  );
}
