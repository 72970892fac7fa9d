import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { PatientLink, PersonCell, WorkColumns } from '#features/work/web/public.tsx';
import { load } from '#web/load.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { claimWords } from '#web/words/claims.ts';
import { type ClaimRead, ReadClaim } from '../contract.ts';
import { ClaimActs } from './claim-acts.tsx';
import { ClaimHistory } from './claim-history.tsx';
import { Status } from './claims-table.tsx';
import css from './claims.module.css';

const words = claimWords.read;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(ReadClaim, { claimId: (params['claimId'] ?? '') as Id<'claim'> }, request);

/** One claim: what it is for, where it stands, who follows it up, and what was done about it. */
export function ClaimPage() {
  const claim = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={claim.service || words.untitled}
        crumbs={[{ to: '/claims', label: claimWords.title }]}
        beside={<Status status={claim.status} />}
        lead={<PatientLink patient={claim.patient} />}
      />
      <div className="stack">
        {claim.note && <Notice tone={claim.status === 'rejected' ? 'warn' : 'info'}>{words.note(claim.note)}</Notice>}
        <ClaimActs claim={claim} />
        <WorkColumns>
          <Facts claim={claim} />
          <Panel title={words.whose}>
            <dl className={css.facts}>
              <div>
                <dt>{claimWords.columns.biller}</dt>
                <dd>
                  <PersonCell person={claim.biller} />
                </dd>
              </div>
              <div>
                <dt>{claimWords.columns.holder}</dt>
                <dd>
                  <PersonCell person={claim.holder} />
                </dd>
              </div>
            </dl>
          </Panel>
        </WorkColumns>
        <ClaimHistory history={claim.history} />
      </div>
    </>
  );
}

function Facts({ claim }: { readonly claim: ClaimRead }) {
  const { locale } = useClinic();
  const { serviceOn, amountCents, currency, madeAt, submittedAt, settledAt } = claim;
  const facts = [
    [claimWords.columns.day, formatDay(serviceOn, locale)],
    [claimWords.columns.amount, claimWords.amount(amountCents, currency)],
    [words.madeAt, <TimeText key="made" instant={madeAt} />],
    [words.submittedAt, submittedAt ? <TimeText key="submitted" instant={submittedAt} /> : words.notYet],
    ...(settledAt ? [[words.settledAt, <TimeText key="settled" instant={settledAt} />] as const] : []),
  ] as const;
  return (
    <Panel title={words.facts}>
      <dl className={css.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
