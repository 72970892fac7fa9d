import type { Id } from '#kernel/brand.ts';
import { prescriptionWords } from '#web/words/prescriptions.ts';
import { useWorkActs } from '../../work/web/public.tsx';
import { CancelPrescription, GivePrescription, type PrescriptionRead, SignPrescription } from '../contract.ts';

const words = prescriptionWords.read;

/** What can be done with a prescription. */
export function usePrescriptionActs({ prescriptionId, version }: Pick<PrescriptionRead, 'prescriptionId' | 'version'>) {
  const { run, ...acts } = useWorkActs<'sign' | 'give' | 'cancel'>();
  return {
    ...acts,
    sign: () => run(SignPrescription, { prescriptionId, version }, words.signedNow),
    cancel: (reason: string) => run(CancelPrescription, { prescriptionId, reason }, words.cancelledNow),
    give: (holderId: Id<'user'>, says: string) => run(GivePrescription, { prescriptionId, holderId }, says),
  };
}
