import { Button } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useRevalidator } from 'react-router';
import { call } from '#web/api.ts';
import { useMay } from '#web/session.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { focusFirstWrong } from '#web/ui/first-wrong.ts';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { emergencyWords } from '#web/words/emergency-access.ts';
import { Doubts } from '../../handover/web/public.tsx';
import { ListTakers, PassWithheld as Pass, type WithheldKind } from '../contract.ts';
import css from './closed-page.module.css';

const words = emergencyWords.withheld;
type Takers = readonly { readonly userId: string; readonly name: string }[];

interface PassWithheldProps {
  readonly kind: WithheldKind;
  readonly onPassed: (says: string) => void;
}

/** Beside the number of withheld items: the way to give them to somebody to whom they are open. */
export function PassWithheld({ kind, onPassed }: PassWithheldProps) {
  const may = useMay()('emergency-access.pass-withheld');
  const [opened, setOpened] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button size="xs" variant="default" aria-label={words.passLong[kind]} onClick={() => setOpened(true)}>
        {words.pass}
      </Button>
      <Dialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={words.passLong[kind]}
        size={440}
        closeLabel={words.close}
      >
        <PassForm
          kind={kind}
          onClose={() => setOpened(false)}
          onPassed={(says) => {
            setOpened(false);
            onPassed(says);
          }}
        />
      </Dialog>
    </>
  );
}

function PassForm({ kind, onClose, onPassed }: PassWithheldProps & { readonly onClose: () => void }) {
  const [takers, setTakers] = useState<Takers>();
  const [userId, setUserId] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const { busy, setback, attempt } = useAttempt();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const stop = new AbortController();
    const look = async () => {
      const answer = await call(ListTakers, { kind }, { signal: stop.signal }).catch(() => undefined);
      if (!stop.signal.aborted) setTakers(answer?.ok ? answer.value.takers : []);
    };
    void look();
    return () => stop.abort();
  }, [kind]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    const taker = takers?.find((one) => one.userId === userId);
    if (!taker) return focusFirstWrong(event);
    const answer = await attempt(() => call(Pass, { kind, userId: taker.userId as never }));
    if (!answer?.ok) return;
    await revalidate();
    onPassed(words.done(taker.name, answer.value.passed, answer.value.kept));
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <p className="dim">{words.does}</p>
      <SetbackNotice setback={setback} />
      {takers?.length === 0 ? (
        <output>{words.nobody}</output>
      ) : (
        <PersonSelect
          label={words.to}
          required
          disabled={!takers}
          placeholder={takers ? words.choose : words.loading}
          people={(takers ?? []).map((one) => ({ value: one.userId, label: one.name }))}
          value={userId}
          onChange={setUserId}
          error={tried && !userId && words.chooseMissing}
        />
      )}
      <Doubts kind={kind} userId={userId} name={takers?.find((one) => one.userId === userId)?.name ?? ''} />
      <div className={css.actions}>
        <Button variant="default" onClick={onClose} disabled={busy}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy} disabled={takers?.length === 0}>
          {words.pass}
        </Button>
      </div>
    </form>
  );
}
