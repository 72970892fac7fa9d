import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useNavigation, useRevalidator } from 'react-router';
import { useAct } from '#web/act.ts';
import { load } from '#web/load.ts';
import { useMay, useSession } from '#web/session.ts';
import { DayField } from '#web/ui/day-field.tsx';
import { ExportButton } from '#web/ui/export-button.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { FilterBar } from '#web/ui/filter-bar.tsx';
import { FirstAndMore } from '#web/ui/first-and-more.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { useSteps } from '#web/use-steps.ts';
import { emergencyWords } from '#web/words/emergency-access.ts';
import { EndAccess, ExportAccesses, ListAccesses, shows, type Use } from '../contract.ts';
import { askedBy, type QueueAddress, readAddress, writeAddress } from './address.ts';
import { JudgeDialog } from './judge-dialog.tsx';
import css from './queue-page.module.css';
import { QueueTable } from './queue-table.tsx';

const words = emergencyWords.queue;

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(new URL(request.url).searchParams);
  const { after } = address;
  return { ...(await load(ListAccesses, { ...askedBy(address), ...(after ? { after } : {}) }, request)), address };
}

interface FiltersProps {
  readonly address: QueueAddress;
  readonly users: readonly Use['user'][];
  readonly waiting: number;
  readonly onShow: (other: Partial<QueueAddress>) => void;
}

const Filters = ({ address, users, waiting, onShow }: FiltersProps) => (
  <FilterBar
    label={words.filter}
    said={words.waiting(waiting)}
    first={
      <NativeSelect
        label={words.show}
        value={address.show}
        onChange={({ currentTarget: { value } }) => onShow({ show: shows.find((one) => one === value) ?? 'all' })}
        data={shows.map((value) => ({ value, label: words.shows[value] }))}
      />
    }
  >
    <PersonSelect
      label={words.user}
      placeholder={words.anybody}
      clearable
      people={users.map(({ userId, name }) => ({ value: userId, label: name }))}
      value={address.userId ?? null}
      onChange={(value) => onShow({ userId: users.find(({ userId }) => userId === value)?.userId })}
    />
    <DayField label={words.from} day={address.from} onDay={(from) => onShow({ from })} />
    <DayField label={words.to} day={address.to} onDay={(to) => onShow({ to })} />
  </FilterBar>
);

/** Every use of emergency access, and the judging of each. */
export function QueuePage() {
  const { uses, next, waiting, users, address } = useLoaderData<typeof loader>();
  const { userId: me } = useSession();
  const may = useMay();
  const { state } = useNavigation();
  const { revalidate } = useRevalidator();
  const { act, busy, trouble } = useAct();
  const [judging, setJudging] = useState<Use>();
  const [said, setSaid] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const step = useSteps(address, writeAddress);
  const show = (other: Partial<QueueAddress>) => step({ after: undefined, ...other }, { preventScrollReset: true });
  const end = ({ accessId }: Use) =>
    void act(EndAccess, { accessId }, { done: revalidate, refused: () => revalidate().then(() => false) });
  const everything = { show: 'all', userId: undefined, from: undefined, to: undefined } as const;
  const narrowed = users.length > 0;
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          may('emergency-access.export-accesses') && (
            <ExportButton
              operation={ExportAccesses}
              input={askedBy(address)}
              fileName={emergencyWords.file.name}
              onFailed={setFailed}
            />
          )
        }
      />
      <div className="stack">
        {(trouble ?? failed) && <Notice tone="bad" title={trouble ?? failed} />}
        {said && <Notice tone="ok" title={said} />}
        <Panel flush>
          <Filters address={address} users={users} waiting={waiting} onShow={show} />
          <div aria-busy={state === 'loading'} className={css.rows}>
            {uses.length > 0 ? (
              <QueueTable uses={uses} me={me} busy={busy} onJudge={setJudging} onEnd={end} />
            ) : (
              <EmptyFace
                title={narrowed ? words.nothing : words.none}
                level={2}
                action={
                  narrowed &&
                  address.show !== 'all' && (
                    <Button variant="default" onClick={() => show(everything)}>
                      {words.clear}
                    </Button>
                  )
                }
              >
                {words.noneWhy}
              </EmptyFace>
            )}
          </div>
          <FirstAndMore
            first={address.after && (writeAddress({ ...address, after: undefined }) || '?')}
            more={next === null ? undefined : writeAddress({ ...address, after: next })}
            moreLabel={words.more}
          />
        </Panel>
      </div>
      {judging && (
        <JudgeDialog
          use={judging}
          onClose={() => setJudging(undefined)}
          onDone={() => {
            setSaid(emergencyWords.judging.done(judging.user.name));
            setJudging(undefined);
            void revalidate();
          }}
        />
      )}
    </>
  );
}
