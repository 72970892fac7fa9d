import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useNavigate, useRevalidator } from 'react-router';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Pager } from '#web/ui/pager.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { suggestionWords } from '#web/words/patient-set-suggestions.ts';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { uiWords } from '#web/words/ui.ts';
import { ListSuggestions, type Suggestion } from '../suggestion-contract.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import { DismissDialog } from './dismiss-dialog.tsx';
import css from './patient-sets.module.css';

const words = suggestionWords;

export async function loader({ request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const dismissed = search.has('dismissed');
  const after = search.get('after') ?? undefined;
  const from = Math.max(1, Number(search.get('from')) || 1);
  return {
    ...(await load(ListSuggestions, { dismissed, ...(after ? { after } : {}) }, request)),
    dismissed,
    after,
    from,
  };
}

const Family = ({ patients }: Pick<Suggestion, 'patients'>) => (
  <ul className={css.names}>
    {patients.map(({ patientId, name, demographicNumber, because }) => (
      <li key={patientId}>
        {words.relative(name, demographicNumber)} <span className="small dim">{words.because[because]}</span>
      </li>
    ))}
  </ul>
);

interface Acts {
  readonly onAccept: ((one: Suggestion) => void) | undefined;
  readonly onDismiss: ((one: Suggestion) => void) | undefined;
}

const columns = (dismissed: boolean, { onAccept, onDismiss }: Acts): Column<Suggestion>[] => [
  {
    key: 'user',
    label: words.columns.user,
    width: 230,
    small: 'title',
    cell: ({ user }) => <PersonChip name={user.name} deactivated={user.deactivated} />,
  },
  { key: 'family', label: words.columns.family, cell: ({ patients }) => <Family patients={patients} /> },
  ...(dismissed
    ? [
        {
          key: 'dismissed',
          label: words.columns.dismissed,
          cell: ({ dismissed: how }: Suggestion) =>
            how && (
              <span className={css.two}>
                <span>{how.reason}</span>
                <span className="small dim">
                  {uiWords.named(how.by)}, <TimeText instant={how.at} within />
                </span>
              </span>
            ),
        },
      ]
    : []),
  {
    key: 'actions',
    label: words.columns.actions,
    width: 200,
    small: 'actions',
    cell: (one) => (
      <span className={css.marks}>
        {onAccept && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={words.acceptOf(one.user.name)}
            onClick={() => onAccept(one)}
          >
            {words.accept}
          </Button>
        )}
        {onDismiss && !dismissed && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={words.dismissOf(one.user.name)}
            onClick={() => onDismiss(one)}
          >
            {words.dismiss}
          </Button>
        )}
      </span>
    ),
  },
];

/** Suggestions: families that a clinic would forget, each with the user whom their charts could be closed to. */
export function SuggestionsPage() {
  const { suggestions, next, dismissed, after, from } = useLoaderData<typeof loader>();
  const go = useNavigate();
  const may = useMay();
  const { revalidate } = useRevalidator();
  const [accepting, setAccepting] = useState<Suggestion>();
  const [dismissing, setDismissing] = useState<Suggestion>();
  const [said, setSaid] = useState<string>();
  const done = (says: string) => {
    setAccepting(undefined);
    setDismissing(undefined);
    setSaid(says);
    void revalidate();
  };
  const at = (search: Record<string, string>) =>
    void go({ search: `?${new URLSearchParams({ ...(dismissed ? { dismissed: '' } : {}), ...search })}` });
  const acts = {
    onAccept: may('patient-sets.accept-suggestion') ? setAccepting : undefined,
    onDismiss: may('patient-sets.dismiss-suggestion') ? setDismissing : undefined,
  };
  return (
    <div className="stack">
      <PageHeader
        title={words.title}
        crumbs={[{ to: '/admin/patient-sets', label: patientSetWords.list.title }]}
        lead={words.lead}
      />
      {said && <Notice tone="ok" title={said} />}
      <Panel flush>
        <div className={css.bar}>
          <SegmentedControl
            aria-label={words.which}
            size="sm"
            value={dismissed ? 'dismissed' : 'waiting'}
            onChange={(value) => void go({ search: value === 'dismissed' ? '?dismissed=' : '' })}
            data={[
              { value: 'waiting', label: words.waiting },
              { value: 'dismissed', label: words.dismissed },
            ]}
          />
        </div>
        {suggestions.length === 0 ? (
          <EmptyFace title={dismissed ? words.noneDismissed : words.none}>
            {dismissed ? undefined : words.noneWhy}
          </EmptyFace>
        ) : (
          <DataTable
            label={words.title}
            columns={columns(dismissed, acts)}
            rows={suggestions}
            rowKey={({ user }) => user.userId}
            rowName={({ user }) => user.name}
          />
        )}
        {(after ?? next) && (
          <Pager
            from={from}
            to={from + suggestions.length - 1}
            onPrevious={after ? () => at({}) : undefined}
            onNext={next ? () => at({ after: next, from: String(from + suggestions.length) }) : undefined}
          />
        )}
      </Panel>
      {accepting && <AcceptDialog suggestion={accepting} onClose={() => setAccepting(undefined)} onDone={done} />}
      {dismissing && <DismissDialog suggestion={dismissing} onClose={() => setDismissing(undefined)} onDone={done} />}
    </div>
  );
}
