import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type LoaderFunctionArgs, useLoaderData, useLocation, useNavigate, useNavigation } from 'react-router';
import { load } from '#web/load.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Pager } from '#web/ui/pager.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { auditWords as words } from '#web/words/audit.ts';
import { ListActions, ListPeople, ReadLog } from '../contract.ts';
import css from './audit-log-page.module.css';
import { EntryTable } from './entry-table.tsx';
import { askedBy, everything, type LogAddress, narrows, readAddress, writeAddress } from './log-address.ts';
import { LogFilters } from './log-filters.tsx';
import { useExport } from './use-export.ts';
import { useLogAddress } from './use-log-address.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(new URL(request.url).searchParams);
  const [log, { people }, { actions }] = await Promise.all([
    load(ReadLog, askedBy(address), request),
    load(ListPeople, {}, request),
    load(ListActions, {}, request),
  ]);
  return { ...log, people, actions, address };
}

function NothingFace({ address, onClear }: { readonly address: LogAddress; readonly onClear: () => void }) {
  if (!narrows(address)) return <EmptyFace title={words.empty}>{words.emptyWhy}</EmptyFace>;
  const clear = (
    <Button variant="default" onClick={onClear}>
      {words.clear}
    </Button>
  );
  return (
    <EmptyFace title={words.noneFound} action={clear}>
      {words.noneFoundWhy}
    </EmptyFace>
  );
}

/** What happened in the clinic, newest first. */
export function AuditLogPage() {
  const { entries, next, names, about, people, actions, address } = useLoaderData<typeof loader>();
  const { state } = useLocation() as { state: { fromPageBefore?: boolean } | null };
  const go = useNavigate();
  const isLoading = useNavigation().state === 'loading';
  const { going, show } = useLogAddress(address);
  const { begin, read, said } = useExport(address);
  const onNext = () => {
    if (!next) return;
    const search = writeAddress(address, { after: next, place: address.place + entries.length });
    void go({ search }, { state: { fromPageBefore: true } });
  };
  // A cursor leads only forward; back is where the reader came from, or the first page.
  const onPrevious = () => void (state?.fromPageBefore ? go(-1) : show({}));
  return (
    <div className={`stack ${css.page}`}>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            aria-disabled={read !== undefined}
            onClick={() => void begin()}
          >
            {read === undefined ? words.export : words.exporting(read)}
          </Button>
        }
      />
      {said && (
        <Notice tone={said.tone} title={said.title}>
          {said.why}
        </Notice>
      )}
      <Panel flush>
        <LogFilters address={going} patient={about.patient} people={people} actions={actions} onShow={show} />
        <div aria-busy={isLoading} className={css.rows}>
          {entries.length === 0 ? (
            <NothingFace address={address} onClear={() => show(everything)} />
          ) : (
            <EntryTable entries={entries} names={names} />
          )}
        </div>
        {entries.length > 0 && (
          <Pager
            from={address.place}
            to={address.place + entries.length - 1}
            onPrevious={address.after ? onPrevious : undefined}
            onNext={next ? onNext : undefined}
          />
        )}
      </Panel>
    </div>
  );
}
