import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useLocation, useNavigate, useNavigation } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { load } from '#web/load.ts';
import { nextSort } from '#web/ui/data-table-sort.ts';
import { DidNotice } from '#web/ui/did-notice.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import type { DoneState } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Pager } from '#web/ui/pager.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useSteps } from '#web/use-steps.ts';
import { accessReviewWords } from '#web/words/access-review.ts';
import { ReadReview } from '../contract.ts';
import css from './access-review.module.css';
import { DocumentButtons } from './document-buttons.tsx';
import { EndAccessDialog } from './end-access-dialog.tsx';
import { LineFilters } from './line-filters.tsx';
import { LinesTable } from './lines-table.tsx';
import { askedBy, readAddress, type ReviewAddress, writeAddress } from './review-address.ts';
import { ReviewBar } from './review-bar.tsx';
import { ReviewFacts } from './review-facts.tsx';
import { ReviewersPanel } from './reviewers-panel.tsx';
import { useDecisions } from './use-decisions.ts';

const words = accessReviewWords.page;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const address = readAddress(new URL(request.url).searchParams);
  const review = await load(ReadReview, askedBy(params['reviewId'] as Id<'review'>, address), request);
  return { review, address };
}

/** One access review: who holds what, line by line, and what is decided of it. */
export function ReviewPage() {
  const { review, address } = useLoaderData<typeof loader>();
  const { state } = useLocation() as { state: (Partial<DoneState> & { fromPageBefore?: boolean }) | null };
  const go = useNavigate();
  const loading = useNavigation().state === 'loading';
  const [failed, setFailed] = useState<string>();
  const decisions = useDecisions(review);
  const { name, lines, next, matching, closedAt, overdue, counts } = review;
  const step = useSteps(address, writeAddress);
  const show = (other: Partial<ReviewAddress>) => {
    decisions.choose(new Set());
    step({ after: undefined, from: 1, ...other }, { preventScrollReset: true });
  };
  const onNext = () =>
    next &&
    void go(
      { search: writeAddress({ ...address, after: next, from: address.from + lines.length }) },
      { state: { fromPageBefore: true } },
    );
  const [emptyTitle, emptyWhy] = words.empty[address.show];
  return (
    <>
      <div className="stack">
        <PageHeader
          title={name}
          crumbs={[{ to: '/admin/access-reviews', label: accessReviewWords.title }]}
          lead={accessReviewWords.scopeOf[review.scope](review.scopeName)}
          beside={
            closedAt ? (
              <Tag>{accessReviewWords.overview.closed}</Tag>
            ) : overdue ? (
              <Tag tone="warn">{accessReviewWords.overview.overdue}</Tag>
            ) : (
              <Tag tone="brand">{accessReviewWords.overview.open}</Tag>
            )
          }
          actions={<DocumentButtons review={review} onFailed={setFailed} />}
        />
        {failed && (
          <Notice tone="bad" title={words.failed}>
            {failed}
          </Notice>
        )}
        {decisions.trouble ? (
          <Notice tone="bad" title={decisions.trouble} />
        ) : (
          state?.done && !decisions.did && <Notice tone="ok" title={state.done} />
        )}
        {overdue && counts.undecided > 0 && <Notice tone="warn" title={words.overdue(counts.undecided)} />}
        <ReviewFacts review={review} />
        <Panel flush>
          <DidNotice did={decisions.did} />
          <LineFilters review={review} address={address} onShow={show} />
          <div className={css.rows} aria-busy={loading}>
            {lines.length === 0 ? (
              <EmptyFace title={emptyTitle ?? ''}>{emptyWhy}</EmptyFace>
            ) : (
              <LinesTable
                review={review}
                sort={address.sort}
                onSort={(key) => show({ sort: nextSort(address.sort, key) })}
                decisions={decisions}
              />
            )}
          </div>
          {(address.after !== undefined || next !== null) && (
            <Pager
              from={Math.min(address.from, matching)}
              to={Math.min(address.from + lines.length - 1, matching)}
              total={matching}
              onPrevious={address.after ? () => void (state?.fromPageBefore ? go(-1) : show({})) : undefined}
              onNext={next ? () => void onNext() : undefined}
            />
          )}
        </Panel>
        <ReviewersPanel review={review} decisions={decisions} />
      </div>
      <ReviewBar review={review} decisions={decisions} />
      {decisions.ending && (
        <EndAccessDialog
          key={decisions.ending.userId}
          line={decisions.ending}
          multisite={review.multisite}
          decisions={decisions}
        />
      )}
    </>
  );
}
