import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { accessReviewWords } from '#web/words/access-review.ts';
import { type Heading, ListReviews } from '../contract.ts';
import css from './access-review.module.css';
import { Progress } from './progress.tsx';

const words = accessReviewWords.overview;

export const loader = ({ request }: LoaderFunctionArgs) => load(ListReviews, {}, request);

function Standing({ review: { closedAt, dueOn } }: { readonly review: Heading }) {
  const { today } = useClinic();
  if (closedAt) return <Tag>{words.closed}</Tag>;
  return dueOn < today ? <Tag tone="warn">{words.overdue}</Tag> : <Tag tone="brand">{words.open}</Tag>;
}

function Due({ day }: { readonly day: string }) {
  const { locale } = useClinic();
  return <span className="nowrap">{formatDay(day, locale)}</span>;
}

const columns: readonly Column<Heading>[] = [
  {
    key: 'name',
    label: words.columns.name,
    small: 'title',
    cell: ({ reviewId, name, scope, scopeName, mine }) => (
      <span className={css.two}>
        <Link to={`/admin/access-reviews/${reviewId}${mine > 0 ? '?mine' : ''}`}>{name}</Link>
        <span className="small dim">{accessReviewWords.scopeOf[scope](scopeName)}</span>
      </span>
    ),
  },
  { key: 'due', label: words.columns.due, width: 116, cell: ({ dueOn }) => <Due day={dueOn} /> },
  { key: 'progress', label: words.columns.progress, width: 190, cell: ({ counts }) => <Progress counts={counts} /> },
  {
    key: 'mine',
    label: words.columns.mine,
    width: 110,
    small: 'hide',
    cell: ({ mine }) => (mine > 0 ? <b>{words.mine(mine)}</b> : <span className="dim">{words.mine(mine)}</span>),
  },
  {
    key: 'state',
    label: words.columns.state,
    width: 110,
    small: 'side',
    cell: (review) => <Standing review={review} />,
  },
];

/** The access reviews, open ones first, and how far each is. */
export function ReviewsPage() {
  const { reviews } = useLoaderData<typeof loader>();
  const may = useMay();
  return (
    <div className="stack">
      <PageHeader
        title={accessReviewWords.title}
        lead={words.lead}
        actions={
          may('access-review.start-review') &&
          may('access-review.preview-review') && (
            <Button component={Link} to="/admin/access-reviews/start" leftSection={<IconPlus size={16} aria-hidden />}>
              {words.start}
            </Button>
          )
        }
      />
      <Panel flush>
        {reviews.length === 0 ? (
          <EmptyFace title={words.empty}>{words.emptyWhy}</EmptyFace>
        ) : (
          <DataTable
            label={words.table}
            columns={columns}
            rows={reviews}
            rowKey={({ reviewId }) => reviewId}
            rowName={({ name }) => name}
            quiet={({ closedAt }) => closedAt !== null}
          />
        )}
      </Panel>
    </div>
  );
}
