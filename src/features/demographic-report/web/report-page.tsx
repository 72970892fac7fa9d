import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { EmptyFace, LoadingFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { reportWords as words } from '#web/words/demographic-report.ts';
import { orders, ReadReportChoices, type ReportChoices, RunReport } from '../contract.ts';
import { ListQueries, type SavedQuery } from '../queries-contract.ts';
import { QueriesBar } from './queries-bar.tsx';
import { askedBy, draftOf, emptyReport, limits, type ReportDraft } from './report-draft.ts';
import css from './report-page.module.css';
import { ResultsPanel } from './results-panel.tsx';
import { SearchFor } from './search-for.tsx';
import { useReport } from './use-report.ts';
import { WherePanel } from './where-panel.tsx';

/** What can be chosen, and the saved queries; whoever may not know of those has none. */
export async function loader({ request }: LoaderFunctionArgs) {
  const [choices, said] = await Promise.all([
    load(ReadReportChoices, {}, request),
    call(ListQueries, {}, { signal: request.signal }),
  ]);
  if (!said.ok && said.code !== 'actor/not-permitted') {
    // oxlint-disable-next-line no-throw-literal -- React Router hands what a loader throws to the error face as it is
    throw said;
  }
  return { choices, queries: said.ok ? said.value.queries : [] };
}

/** The demographic report: what to search for, where, and who is found. */
export function ReportPage() {
  const { choices, queries } = useLoaderData<typeof loader>();
  return (
    <Permitted operation={RunReport}>
      <div className="stack">
        <PageHeader title={words.title} lead={words.lead} />
        <Report choices={choices} queries={queries} />
      </div>
    </Permitted>
  );
}

const newSeed = () => Math.floor(Math.random() * 2_147_483_647);

interface RunBarProps {
  readonly draft: ReportDraft;
  readonly change: (part: Partial<ReportDraft>) => void;
  readonly busy: boolean;
}

/** In which order, how many, and off it goes. */
const RunBar = ({ draft, change, busy }: RunBarProps) => (
  <div className={css.run}>
    <Button type="submit" loading={busy} disabled={draft.columns.length === 0}>
      {words.run}
    </Button>
    <NativeSelect
      label={words.orderBy}
      value={draft.orderBy}
      onChange={({ currentTarget: { value } }) =>
        change({ orderBy: orders.find((one) => one === value) ?? 'last-name' })
      }
      data={orders.map((value) => ({ value, label: words.orders[value] }))}
    />
    <NativeSelect
      label={words.limit}
      value={draft.limit}
      onChange={({ currentTarget: { value } }) => change({ limit: value })}
      data={limits.map((value) => ({ value, label: value || words.noLimit }))}
    />
  </div>
);

interface ReportProps {
  readonly choices: ReportChoices;
  readonly queries: readonly SavedQuery[];
}

function Report({ choices, queries }: ReportProps) {
  const [draft, setDraft] = useState<ReportDraft>(emptyReport);
  const [ran, setRan] = useState<ReportDraft>();
  const { result, busy, setback, run, onNext, onPrevious } = useReport();
  const change = (part: Partial<ReportDraft>) => setDraft((before) => ({ ...before, ...part }));
  const errorOf = (field: string) => (setback?.field === field ? setback.says : undefined);
  return (
    <>
      <Panel>
        <QueriesBar queries={queries} asked={askedBy(draft, newSeed())} onLoad={(asked) => setDraft(draftOf(asked))} />
      </Panel>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setRan(draft);
          void run(askedBy(draft, newSeed()));
        }}
      >
        <SearchFor chosen={draft.columns} onChoose={(columns) => change({ columns })} />
        <WherePanel draft={draft} change={change} errorOf={errorOf} choices={choices} />
        <Panel>
          <RunBar draft={draft} change={change} busy={busy} />
        </Panel>
      </form>
      {setback && <Notice tone="bad" title={setback.says} />}
      {result && ran !== draft && <Notice>{words.result.changed}</Notice>}
      {result ? (
        <ResultsPanel result={result} choices={choices} busy={busy} onNext={onNext} onPrevious={onPrevious} />
      ) : (
        <Panel title={words.result.title}>
          {busy ? (
            <LoadingFace label={words.running} />
          ) : (
            <EmptyFace title={words.result.before}>{words.result.beforeWhy}</EmptyFace>
          )}
        </Panel>
      )}
    </>
  );
}
