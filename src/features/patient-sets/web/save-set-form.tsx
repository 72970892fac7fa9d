import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Asked, Summary } from '#features/demographic-report/contract.ts';
import type { Id } from '#kernel/brand.ts';
import type { Output } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { reportWords } from '#web/words/demographic-report.ts';
import { SavePatientSet } from '../save-contract.ts';
import { NewVersionDialog, type Taken } from './new-version-dialog.tsx';
import css from './save-set-form.module.css';
import { SetAccessButton } from './set-access-button.tsx';

const words = reportWords.set;

interface SaveSetFormProps {
  readonly asked: Asked;
  readonly summary: Summary;
}

type Saved = Output<typeof SavePatientSet>;
const saidOf = ({ name, versionNumber, members }: Saved) =>
  versionNumber === 1 ? words.saved(name, members) : words.versioned(name, versionNumber, members);

/** Set Name and Save Patient Set, above the results, once Demographic # is among them. */
export function SaveSetForm({ asked, summary }: SaveSetFormProps) {
  const may = useMay();
  const [name, setName] = useState('');
  const [saved, setSaved] = useState<Saved>();
  const [done, setDone] = useState<string>();
  const [taken, setTaken] = useState<Taken>();
  const { busy, setback, setSetback, attempt } = useAttempt();
  if (!may(SavePatientSet.name)) return null;
  if (!asked.columns.includes('demographic-number')) return <p className="small dim">{words.choose}</p>;
  const { columns: _columns, ...shown } = asked;
  const seen = { patients: summary.shown, fingerprint: summary.fingerprint };
  const send = async (newVersion?: { setId: Id<'set'>; version: number; reason: string }) => {
    setSaved(undefined);
    setDone(undefined);
    const answer = await attempt(() =>
      call(SavePatientSet, { name, ...shown, seen, ...(newVersion ? { newVersion } : {}) }),
    );
    if (!answer) return;
    if (answer.ok) {
      setTaken(undefined);
      setSaved(answer.value);
      setName('');
    } else if (answer.code === 'set/name-taken' && 'setId' in answer.facts) {
      setSetback(undefined);
      setTaken(answer.facts as unknown as Taken);
    } else setTaken(undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <>
      <form className={css.form} onSubmit={submit}>
        <TextInput
          label={words.name}
          maxLength={100}
          autoComplete="off"
          value={name}
          error={setback?.says}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        <Button type="submit" variant="default" loading={busy && !taken}>
          {words.save}
        </Button>
        <p className="small dim">
          {words.help(summary.shown)} {summary.shown < summary.found && words.cut}
        </p>
      </form>
      {saved && (
        <Notice tone="ok" title={saidOf(saved)} action={<SetAccessButton size="compact-sm" onDone={setDone} />}>
          {done}
        </Notice>
      )}
      {taken && (
        <NewVersionDialog
          taken={taken}
          busy={busy}
          onMake={(reason) => void send({ setId: taken.setId, version: taken.version, reason })}
          onClose={() => setTaken(undefined)}
        />
      )}
    </>
  );
}
