import { useState } from 'react';
import { call } from '#web/api.ts';
import { useColleagues } from '#web/colleagues.ts';
import { ConfirmWithPassword } from '#web/ui/confirm-with-password.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { atPassword, useAttempt } from '#web/use-attempt.ts';
import { actWords } from '#web/words/acts.ts';
import { standingWords } from '#web/words/standing-rules.ts';
import { SetAccountOwner } from '../contract.ts';

const words = standingWords.offices;

interface OwnerDialogProps {
  readonly ownerId: string | undefined;
  readonly onClose: () => void;
  readonly onDone: (name: string) => void;
}

/** Names the account owner, confirmed with one's own password. */
export function OwnerDialog({ ownerId, onClose, onDone }: OwnerDialogProps) {
  const { colleagues = [], failed } = useColleagues();
  const [chosen, setChosen] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const { attempt, busy, setback } = useAttempt(atPassword);
  const save = async (password: string) => {
    const owner = colleagues.find(({ userId }) => userId === chosen);
    if (!owner) return;
    const answer = await attempt(() => call(SetAccountOwner, { holderId: owner.userId }, { password }));
    if (answer?.ok) onDone(owner.name);
  };
  return (
    <ConfirmWithPassword
      opened
      title={words.changeOwner}
      does={[words.accountOwnerWhy]}
      action={words.save}
      onClose={onClose}
      check={() => {
        setMissing(chosen === null);
        return chosen !== null;
      }}
      onConfirm={(password) => void save(password)}
      refused={setback?.field ? setback.says : undefined}
      busy={busy}
    >
      <PersonSelect
        label={words.who}
        required
        people={colleagues
          .filter(({ userId, locked }) => !locked && userId !== ownerId)
          .map(({ userId, name, type }) => ({ value: userId, label: name, type }))}
        value={chosen}
        error={missing && words.whoMissing}
        onChange={(value) => {
          setChosen(value);
          setMissing(false);
        }}
      />
      {failed && <Notice tone="bad">{actWords.people.failed}</Notice>}
      <SetbackNotice setback={setback} />
    </ConfirmWithPassword>
  );
}
