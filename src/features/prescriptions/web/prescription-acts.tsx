import { Button } from '@mantine/core';
import { IconPencil, IconSignature } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMay, useSession } from '#web/session.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { prescriptionWords } from '#web/words/prescriptions.ts';
import { workWords } from '#web/words/work.ts';
import { EndDialog, GiveDialog } from '../../work/web/public.tsx';
import type { PrescriptionRead } from '../contract.ts';
import { prescribers } from '../rules.ts';
import { titleOf } from './prescriptions-table.tsx';
import { PrintButton } from './print-button.tsx';
import type { usePrescriptionActs } from './use-prescription-acts.ts';

const words = prescriptionWords.read;

interface PrescriptionActsProps {
  readonly prescription: PrescriptionRead;
  /** A draft that the reader holds. */
  readonly mine: boolean;
  readonly acts: ReturnType<typeof usePrescriptionActs>;
  readonly onFailed: (why: string | undefined) => void;
}

/** What can be done with a prescription next; one of them is the usual step. */
export function PrescriptionActs({ prescription, mine, acts, onFailed }: PrescriptionActsProps) {
  const may = useMay();
  const { type } = useSession();
  const { prescriptionId, status } = prescription;
  const { ask } = acts;
  const prescribes = prescribers.includes(type);
  const cancels = mine || (status === 'signed' && prescribes);
  return (
    <>
      {cancels && may('prescriptions.cancel-prescription') && (
        <Button variant="subtle" onClick={() => ask('cancel')}>
          {words.cancel}
        </Button>
      )}
      {mine && may('prescriptions.give-prescription') && (
        <Button variant="default" onClick={() => ask('give')}>
          {workWords.give.button}
        </Button>
      )}
      {mine && prescribes && may('prescriptions.update-prescription') && (
        <Button
          variant="default"
          component={Link}
          to={`/prescriptions/${prescriptionId}/edit`}
          leftSection={<IconPencil size={16} aria-hidden />}
        >
          {words.edit}
        </Button>
      )}
      {mine && prescribes && may('prescriptions.sign-prescription') && (
        <Button leftSection={<IconSignature size={16} aria-hidden />} onClick={() => ask('sign')}>
          {words.sign}
        </Button>
      )}
      {status === 'signed' && may('prescriptions.print-prescription') && (
        <PrintButton prescription={prescription} onFailed={onFailed} />
      )}
      <Dialogs prescription={prescription} acts={acts} />
    </>
  );
}

function Dialogs({ prescription, acts }: Pick<PrescriptionActsProps, 'prescription' | 'acts'>) {
  const { medications, status, siteId } = prescription;
  const { asking, busy, trouble, ask, sign, give, cancel } = acts;
  const close = () => ask(undefined);
  const beside = { busy, trouble, onClose: close };
  return (
    <>
      <Dialog
        opened={asking === 'sign'}
        onClose={close}
        title={prescriptionWords.sign.title}
        closeLabel={prescriptionWords.sign.close}
        size={440}
      >
        <div className="stack">
          <p>
            <b>{titleOf(medications)}</b>
          </p>
          <p>{prescriptionWords.sign.why}</p>
          {trouble && <Notice tone="bad">{trouble}</Notice>}
          <div className="row">
            <Button loading={busy} onClick={sign}>
              {words.sign}
            </Button>
            <Button variant="default" onClick={close}>
              {prescriptionWords.sign.cancel}
            </Button>
          </div>
        </div>
      </Dialog>
      <GiveDialog
        kind="prescription"
        itemId={prescription.prescriptionId}
        opened={asking === 'give'}
        name={titleOf(medications)}
        offered={({ type, siteIds }) => prescribers.includes(type) && siteIds.includes(siteId)}
        pool={false}
        onGive={(holderId, says) => holderId && give(holderId, says)}
        {...beside}
      />
      <EndDialog
        opened={asking === 'cancel'}
        title={prescriptionWords.cancelling.title}
        closeLabel={prescriptionWords.cancelling.close}
        why={status === 'draft' ? prescriptionWords.cancelling.whyDraft : prescriptionWords.cancelling.why}
        action={words.cancel}
        onEnd={cancel}
        {...beside}
      />
    </>
  );
}
