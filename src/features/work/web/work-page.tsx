import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link, useNavigation } from 'react-router';
import type { WithheldKind } from '#features/emergency-access/contract.ts';
import { PassWithheld } from '#features/emergency-access/web/public.tsx';
import type { Input, Operation } from '#kernel/contract.ts';
import { useMay } from '#web/session.ts';
import { type Did, DidNotice } from '#web/ui/did-notice.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { ExportButton } from '#web/ui/export-button.tsx';
import { FirstAndMore } from '#web/ui/first-and-more.tsx';
import { ListChoice } from '#web/ui/list-choice.tsx';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { useSteps } from '#web/use-steps.ts';
import { workWords as words } from '#web/words/work.ts';
import type { Waiting } from '../contract.ts';
import { type ListAddress, unfiltered, writeAddress } from './address.ts';
import { type Offers, WorkFilters } from './work-filters.tsx';
import css from './work.module.css';

/** What a page of work says in its own words. */
export interface WorkPageWords<Folder extends string> {
  readonly title: string;
  readonly lead: string;
  readonly which: string;
  readonly folders: Readonly<Record<Folder, string>>;
  readonly empty: Readonly<Record<Folder, string>>;
  readonly emptyWhy: Readonly<Record<Folder, string>>;
  readonly statuses?: Readonly<Record<string, string>>;
  /** The label of the field that looks for a name, where there is one. */
  readonly name?: string;
}

interface WorkPageProps<Folder extends string> {
  /** Where the page is: `/letters`. */
  readonly at: string;
  readonly words: WorkPageWords<Folder>;
  readonly crumbs?: readonly { readonly to: string; readonly label: string }[];
  readonly folders: readonly Folder[];
  readonly address: ListAddress<Folder>;
  readonly waiting: Waiting;
  /** As what one’s own withheld items can be passed on. */
  readonly kind?: WithheldKind;
  /** Where the page before left off. */
  readonly next: string | null;
  /** The states that rows of this folder can have. */
  readonly statuses?: readonly string[];
  /** By what else the list can be filtered and put in order. */
  readonly offers?: Omit<Offers, 'name' | 'statuses'>;
  /** What takes the list out as a file, for whoever may. */
  readonly file?: { readonly operation: Operation; readonly input: Input<Operation>; readonly fileName: string };
  readonly count: number;
  readonly actions?: ReactNode;
  readonly trouble: string | undefined;
  readonly did: Did | undefined;
  /** The table, when there are rows. */
  readonly children: ReactNode;
}

/** A page of one kind of work: one's own, the pool, all; by state; page by page. All of it stands in the address. */
export function WorkPage<Folder extends string>(props: WorkPageProps<Folder>) {
  const {
    at,
    words: own,
    crumbs,
    folders,
    address,
    waiting,
    kind,
    next,
    statuses = [],
    offers = {},
    file,
    count,
    actions,
    trouble,
    did,
    children,
  } = props;
  const { folder } = address;
  const filtered = Object.keys(unfiltered).some((filter) => address[filter as keyof typeof unfiltered] !== undefined);
  const { state: going } = useNavigation();
  const step = useSteps(address, (wanted) => writeAddress(wanted, folders[0]));
  const to = (changed: Partial<ListAddress<Folder>>) =>
    `${at}${writeAddress({ ...address, after: undefined, ...changed }, folders[0])}`;
  const counts: Readonly<Record<string, number>> = { open: waiting.open, pool: waiting.pool };
  const may = useMay();
  const [passed, setPassed] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const withheld = { open: waiting.withheld, pool: waiting.poolWithheld }[folder as string] ?? 0;
  return (
    <Main>
      <PageHeader
        title={own.title}
        lead={own.lead}
        actions={
          <>
            {file && may(file.operation.name) && (
              <ExportButton
                operation={file.operation}
                input={file.input}
                fileName={file.fileName}
                onFailed={setFailed}
              />
            )}
            {actions}
          </>
        }
        {...(crumbs ? { crumbs } : {})}
      />
      <div className="stack">
        {failed && <Notice tone="bad" title={failed} />}
        {trouble && <Notice tone="bad" title={trouble} />}
        {passed && <Notice tone="ok" title={passed} />}
        {withheld > 0 && (
          <Notice action={folder === 'open' && kind && <PassWithheld kind={kind} onPassed={setPassed} />}>
            {(folder === 'pool' ? words.withheldInPool : words.withheld)(withheld)}
          </Notice>
        )}
        <Panel flush>
          <ListChoice<Folder>
            label={own.which}
            lists={folders.map((list) => ({ list, label: own.folders[list], count: counts[list] }))}
            chosen={folder}
            onChoose={(list) => step({ ...unfiltered, order: undefined, after: undefined, folder: list })}
          />
          <WorkFilters
            offers={{
              ...offers,
              name: own.name,
              statuses: statuses.map((value) => ({ value, label: own.statuses?.[value] ?? value })),
            }}
            address={address}
            onShow={(changed) => step({ after: undefined, ...changed }, { preventScrollReset: true })}
          />
          <DidNotice did={did} />
          <div aria-busy={going === 'loading'} className={css.rows}>
            {count > 0 && children}
            {count === 0 && filtered && (
              <EmptyFace
                title={words.noneOf}
                level={2}
                action={
                  <Button variant="default" component={Link} to={to(unfiltered)}>
                    {words.showAll}
                  </Button>
                }
              >
                {words.noneOfWhy}
              </EmptyFace>
            )}
            {count === 0 && !filtered && (
              <EmptyFace title={own.empty[folder]} level={2}>
                {own.emptyWhy[folder]}
              </EmptyFace>
            )}
          </div>
          <FirstAndMore first={address.after && to({})} more={next === null ? undefined : to({ after: next })} />
        </Panel>
      </div>
    </Main>
  );
}
