import { Button, Radio, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { call } from '#web/api.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { emergencyWords } from '#web/words/emergency-access.ts';
import { JudgeAccess, type Use } from '../contract.ts';
import css from './queue-page.module.css';

const words = emergencyWords.judging;
const verdicts = ['justified', 'notJustified'] as const;
type Verdict = (typeof verdicts)[number];

interface JudgeDialogProps {
  readonly use: Use;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Justified or not, with a note; it is final. */
export function JudgeDialog({ use, onClose, onDone }: JudgeDialogProps) {
  const { accessId, user, patient, kind, reason } = use;
  const [verdict, setVerdict] = useState<Verdict>();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, setback, attempt } = useAttempt();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    if (!verdict || !note.trim()) return focusFirstWrong(event);
    const answer = await attempt(() => call(JudgeAccess, { accessId, justified: verdict === 'justified', note }));
    if (answer?.ok) onDone();
  };
  const close = () => {
    if (!busy) onClose();
  };
  return (
    <Dialog opened onClose={close} title={words.title(user.name, patient.name)} size={520} closeLabel={words.close}>
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        <div>
          <p className="small dim">{words.said}</p>
          <p className={css.said}>
            {emergencyWords.kinds[kind]}: {reason}
          </p>
        </div>
        <SetbackNotice setback={setback} />
        <Radio.Group
          label={words.verdict}
          required
          value={verdict ?? null}
          onChange={(value) => setVerdict(verdicts.find((one) => one === value))}
          error={tried && !verdict && words.verdictMissing}
        >
          {verdicts.map((value) => (
            <Radio key={value} value={value} label={words[value]} mt={6} aria-invalid={tried && !verdict} />
          ))}
        </Radio.Group>
        <Textarea
          label={words.note}
          description={words.noteHelp}
          required
          rows={2}
          maxLength={500}
          value={note}
          error={tried && !note.trim() && words.noteMissing}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" loading={busy}>
            {words.save}
          </Button>
          <Button variant="default" onClick={close}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
