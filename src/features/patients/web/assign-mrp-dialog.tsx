import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import type { Output } from '#kernel/contract.ts';
import { useAct } from '#web/act.ts';
import { call } from '#web/api.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { patientWords } from '#web/words/patients.ts';
import { AssignMrp, ListMrps } from '../contract.ts';

const words = patientWords.mrpPatients.assign;

interface AssignMrpDialogProps {
  readonly opened: boolean;
  readonly patientIds: readonly Id<'patient'>[];
  readonly onClose: () => void;
  /** Assigned; says so in a sentence. */
  readonly onDone: (says: string) => void;
}

/** Gives patients to an MRP, or leaves them without one. */
export const AssignMrpDialog = ({ opened, ...rest }: AssignMrpDialogProps) => (
  <Dialog
    opened={opened}
    onClose={rest.onClose}
    title={words.title(rest.patientIds.length)}
    closeLabel={words.close}
    size={460}
  >
    {opened && <AssignForm {...rest} />}
  </Dialog>
);

type Mrps = Output<typeof ListMrps>['mrps'];

/** The active doctors, asked for when the form opens; `null` when they did not come. */
function useMrps(): Mrps | null | undefined {
  const [mrps, setMrps] = useState<Mrps | null>();
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const answer = await call(ListMrps, {}, { signal: stop.signal }).catch(() => undefined);
      if (!stop.signal.aborted) setMrps(answer?.ok ? answer.value.mrps : null);
    };
    void ask();
    return () => stop.abort();
  }, []);
  return mrps;
}

function AssignForm({ patientIds, onClose, onDone }: Omit<AssignMrpDialogProps, 'opened'>) {
  const mrps = useMrps();
  const [mrpId, setMrpId] = useState<string | null>(null);
  const { act, busy, trouble } = useAct();
  if (mrps === undefined) return <LoadingFace label={words.loading} />;
  if (mrps === null) return <Notice tone="bad">{words.failed}</Notice>;
  const assign = () => {
    const mrp = mrps.find(({ userId }) => userId === mrpId);
    const asked = { patientIds: [...patientIds], mrpId: mrp?.userId ?? null };
    void act(AssignMrp, asked, { done: ({ assigned }) => onDone(words.done(assigned, mrp?.name)) });
  };
  return (
    <div className="stack">
      <PersonSelect
        label={words.who}
        description={words.help}
        placeholder={words.nobody}
        clearable
        people={mrps.map(({ userId, name }) => ({ value: userId, label: name }))}
        value={mrpId}
        onChange={setMrpId}
      />
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <div className="row">
        <Button loading={busy} onClick={assign}>
          {words.assign}
        </Button>
        <Button variant="default" onClick={onClose}>
          {patientWords.cancel}
        </Button>
      </div>
    </div>
  );
}
