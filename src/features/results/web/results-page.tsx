import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate, useNavigation } from 'react-router';
import { PassWithheld } from '#features/emergency-access/web/public.tsx';
import { GiveDialog, inOrder, unfiltered, useTaking, useWorkActs, WorkFilters } from '#features/work/web/public.tsx';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { ExportButton } from '#web/ui/export-button.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { FirstAndMore } from '#web/ui/first-and-more.tsx';
import { ListChoice } from '#web/ui/list-choice.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { resultWords as words } from '#web/words/results.ts';
import { workFileWords } from '#web/words/work-files.ts';
import {
  ExportResults,
  type Folder,
  ListResults,
  PassResult,
  type ResultSummary,
  sections,
  TakeResult,
} from '../contract.ts';
import { readAddress, type ResultsAddress, writeAddress } from './address.ts';
import css from './results.module.css';
import { ResultsTable } from './results-table.tsx';

/** What the address asks of the server. */
const askedBy = <F extends Folder>({ folder, section, ...address }: ResultsAddress & { readonly folder: F }) => ({
  folder,
  ...(section ? { section } : {}),
  ...inOrder(address),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(new URL(request.url).searchParams);
  const { patientId, after } = address;
  const asked = {
    ...askedBy(address),
    ...(patientId ? { patientId } : {}),
    ...(after ? { after } : {}),
  };
  return { ...(await load(ListResults, asked, request)), address };
}

const nameOf = ({ firstName, lastName }: ResultSummary['patient']) => `${firstName} ${lastName}`.trim();

interface ChoiceProps {
  readonly address: ResultsAddress;
  readonly waiting: { readonly open: number; readonly abnormal: number; readonly pool: number };
}

/** The reader's own, the pool, what they have acknowledged; of every kind of report, or of one. */
function FolderChoice({ address, waiting: { open, abnormal, pool } }: ChoiceProps) {
  const go = useNavigate();
  const may = useMay();
  const { folder, section } = address;
  const show = (changed: Partial<ResultsAddress>) =>
    void go(`/results${writeAddress({ ...address, ...changed, after: undefined })}`, { preventScrollReset: true });
  const lists = [
    { list: 'open', label: words.folders.open, count: open },
    { list: 'pool', label: words.folders.pool, count: pool },
    ...(may('results.pass-result') ? ([{ list: 'all', label: words.folders.all }] as const) : []),
    { list: 'acknowledged', label: words.folders.acknowledged },
  ] as const;
  return (
    <>
      <div className={css.head}>
        <ListChoice<Folder>
          label={words.which}
          lists={lists}
          chosen={folder}
          onChoose={(list) => void go(`/results${writeAddress({ folder: list, section })}`)}
          said={folder === 'open' && abnormal > 0 ? words.abnormalWaiting(abnormal) : undefined}
        />
        <NativeSelect
          aria-label={words.section}
          value={section ?? ''}
          data={[
            { value: '', label: words.allSections },
            ...sections.map((value) => ({ value, label: words.sections[value] })),
          ]}
          onChange={({ currentTarget: { value } }) => show({ section: sections.find((one) => one === value) })}
        />
      </div>
      <WorkFilters
        offers={{ days: true, order: folder === 'acknowledged' ? 'latest' : 'urgency' }}
        address={{ ...unfiltered, ...address }}
        onShow={show}
      />
    </>
  );
}

/** Results that wait for one, abnormal first; the pool; those acknowledged; those of one patient. */
export function ResultsPage() {
  const { results, next, waiting, address } = useLoaderData<typeof loader>();
  const { folder, section } = address;
  const { state: going } = useNavigation();
  const { take, busy, trouble, did, dialog } = useTaking(TakeResult, 'result');
  const passing = useWorkActs<'give'>();
  const [given, setGiven] = useState<ResultSummary>();
  const may = useMay();
  const [failed, setFailed] = useState<string>();
  const [passed, setPassed] = useState<string>();
  const [first] = results;
  const ofPatient = first ? words.ofPatient(nameOf(first.patient)) : words.ofAPatient;
  const withheld = { open: waiting.withheld, pool: waiting.poolWithheld, all: 0, acknowledged: 0, patient: 0 }[folder];
  return (
    <>
      <PageHeader
        title={folder === 'patient' ? ofPatient : words.title}
        lead={words.lead}
        actions={
          may('results.export-results') &&
          folder !== 'patient' && (
            <ExportButton
              operation={ExportResults}
              input={askedBy({ ...address, folder })}
              fileName={workFileWords.results.name}
              onFailed={setFailed}
            />
          )
        }
        {...(folder === 'patient' ? { crumbs: [{ to: '/results', label: words.title }] } : {})}
      />
      <div className="stack">
        {(trouble ?? failed) && <Notice tone="bad" title={trouble ?? failed} />}
        {passing.trouble && !passing.asking && <Notice tone="bad" title={passing.trouble} />}
        {(did?.says ?? passing.did) && <Notice tone="ok" title={did?.says ?? passing.did} />}
        {passed && <Notice tone="ok" title={passed} />}
        {withheld > 0 && (
          <Notice action={folder === 'open' && <PassWithheld kind="result" onPassed={setPassed} />}>
            {(folder === 'pool' ? words.withheldInPool : words.withheld)(withheld)}
          </Notice>
        )}
        <Panel flush>
          {folder !== 'patient' && <FolderChoice address={address} waiting={waiting} />}
          <div aria-busy={going === 'loading'} className={css.rows}>
            {results.length === 0 && (section ?? address.from ?? address.to) ? (
              <EmptyFace
                title={words.noneOf}
                level={2}
                action={
                  <Button
                    variant="default"
                    component={Link}
                    to={`/results${writeAddress({ folder, ...(address.patientId ? { patientId: address.patientId } : {}) })}`}
                  >
                    {words.showAll}
                  </Button>
                }
              >
                {words.noneOfWhy}
              </EmptyFace>
            ) : results.length === 0 ? (
              <EmptyFace title={words.empty[folder]} level={2}>
                {words.emptyWhy[folder]}
              </EmptyFace>
            ) : (
              <ResultsTable
                results={results}
                folder={folder}
                busy={busy}
                onGive={(result) => {
                  setGiven(result);
                  passing.ask('give');
                }}
                onTake={({ resultId, title }) => take({ resultId }, { itemId: resultId, name: title })}
              />
            )}
          </div>
          <FirstAndMore
            first={address.after && `/results${writeAddress({ ...address, after: undefined })}`}
            more={next === null ? undefined : `/results${writeAddress({ ...address, after: next })}`}
            moreLabel={words.more}
          />
        </Panel>
        {dialog}
        <GiveDialog
          kind="result"
          itemId={given?.resultId}
          opened={passing.asking === 'give'}
          name={given?.title ?? ''}
          offered={(one) => one.userId !== given?.holder?.userId}
          busy={passing.busy}
          trouble={passing.trouble}
          onClose={() => passing.ask(undefined)}
          onGive={(holderId, says) =>
            given &&
            passing.run(PassResult, { resultId: given.resultId, fromId: given.holder?.userId ?? null, holderId }, says)
          }
        />
      </div>
    </>
  );
}
