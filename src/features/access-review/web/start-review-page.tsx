import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { ReadUserChoices } from '#features/users/contract.ts';
import { load } from '#web/load.ts';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { accessReviewWords } from '#web/words/access-review.ts';
import { PreviewReview, StartReview } from '../contract.ts';
import { StartReviewForm } from './start-review-form.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const [{ roles, sites }, { candidates }] = await Promise.all([
    load(ReadUserChoices, {}, request),
    load(PreviewReview, { scope: 'all' }, request),
  ]);
  return { roles, sites, candidates };
}

/** Of whom, until when, by whom; and how many lines that makes before it is started. */
export function StartReviewPage() {
  const choices = useLoaderData<typeof loader>();
  return (
    <Permitted operation={StartReview}>
      <PageHeader
        title={accessReviewWords.start.title}
        lead={accessReviewWords.start.lead}
        crumbs={[{ to: '/admin/access-reviews', label: accessReviewWords.title }]}
      />
      <StartReviewForm {...choices} />
    </Permitted>
  );
}
