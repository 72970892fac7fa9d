import { Button } from '@mantine/core';
import { EndDialog, GiveDialog, useBeforeTaking, useWorkActs } from '#features/work/web/public.tsx';
import { useCovers, useMay, useSession } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { claimWords } from '#web/words/claims.ts';
import { workWords } from '#web/words/work.ts';
import {
  type ClaimRead,
  GiveClaim,
  PassClaim,
  RecordPayment,
  RecordRejection,
  SubmitClaim,
  TakeClaim,
  WithdrawClaim,
} from '../contract.ts';
import css from './claims.module.css';

const words = claimWords.acts;

/** What can be done with a claim where it stands, by whoever follows it up. */
export function ClaimActs({ claim }: { readonly claim: ClaimRead }) {
  const { claimId, status, holder, service } = claim;
  const { userId } = useSession();
  const may = useMay();
  const { run, ask, asking, busy, trouble, did } = useWorkActs<'reject' | 'withdraw' | 'give'>();
  const { before, dialog } = useBeforeTaking();
  const open = ['unsubmitted', 'rejected', 'awaiting-payment'].includes(status);
  const covers = useCovers('claim');
  const returnable = status === 'paid' && may('claims.record-rejection');
  // One that was paid and comes back is anybody’s once whoever had it has left.
  const mine =
    holder === null || holder.userId === userId || covers(holder) || (status === 'paid' && holder.deactivated);
  const goesOut = status === 'unsubmitted' || status === 'rejected';
  const awaits = status === 'awaiting-payment';
  const says = did && <Notice tone="ok" title={did} />;
  if (!open && !(returnable && mine)) return says;
  const passes = !mine && may('claims.pass-claim');
  const giving = (
    <GiveDialog
      kind="claim"
      itemId={claimId}
      opened={asking === 'give'}
      name={service}
      offered={(one) => one.userId !== holder?.userId}
      busy={busy}
      trouble={trouble}
      onClose={() => ask(undefined)}
      onGive={(holderId, tells) =>
        passes
          ? run(PassClaim, { claimId, fromId: holder.userId, holderId }, tells)
          : run(GiveClaim, { claimId, holderId }, tells)
      }
    />
  );
  if (!mine) {
    return (
      <>
        {says}
        <Notice
          action={
            passes && (
              <Button size="xs" variant="default" onClick={() => ask('give')}>
                {workWords.give.button}
              </Button>
            )
          }
        >
          {workWords.notYours(holder.name)}
        </Notice>
        {giving}
      </>
    );
  }
  return (
    <>
      {trouble && !asking && <Notice tone="bad" title={trouble} />}
      {says}
      <div className={css.acts}>
        {goesOut && may('claims.submit-claim') && (
          <Button loading={busy} onClick={() => run(SubmitClaim, { claimId }, words.submitted)}>
            {status === 'rejected' ? words.resubmit : words.submit}
          </Button>
        )}
        {awaits && may('claims.record-payment') && (
          <Button loading={busy} onClick={() => run(RecordPayment, { claimId }, words.paid)}>
            {words.pay}
          </Button>
        )}
        {(returnable || (awaits && may('claims.record-rejection'))) && (
          <Button variant="default" onClick={() => ask('reject')}>
            {returnable ? words.comesBack : words.reject}
          </Button>
        )}
        {open && holder === null && may('claims.take-claim') && (
          <Button
            variant="default"
            loading={busy}
            onClick={() =>
              before({ kind: 'claim', itemId: claimId, name: service }, () =>
                run(TakeClaim, { claimId }, workWords.took(service)),
              )
            }
          >
            {claimWords.take}
          </Button>
        )}
        {open && may('claims.give-claim') && (
          <Button variant="default" onClick={() => ask('give')}>
            {workWords.give.button}
          </Button>
        )}
        {open && may('claims.withdraw-claim') && (
          <Button variant="default" onClick={() => ask('withdraw')}>
            {words.withdraw}
          </Button>
        )}
      </div>
      {dialog}
      <EndDialog
        opened={asking === 'reject'}
        onClose={() => ask(undefined)}
        title={returnable ? words.comesBackTitle : words.rejectTitle}
        closeLabel={words.close}
        why={words.rejectWhy}
        action={returnable ? words.comesBack : words.reject}
        busy={busy}
        trouble={trouble}
        onEnd={(reason) => run(RecordRejection, { claimId, reason }, words.rejected)}
      />
      <EndDialog
        opened={asking === 'withdraw'}
        onClose={() => ask(undefined)}
        title={words.withdrawTitle}
        closeLabel={words.close}
        why={words.withdrawWhy}
        action={words.withdraw}
        busy={busy}
        trouble={trouble}
        onEnd={(reason) => run(WithdrawClaim, { claimId, reason }, words.withdrawn)}
      />
      {giving}
    </>
  );
}
