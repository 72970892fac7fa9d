import { Button, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useLocation, useNavigation } from 'react-router';
import { useColleagues } from '#web/colleagues.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { DidNotice } from '#web/ui/did-notice.tsx';
import { ExportButton } from '#web/ui/export-button.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { FilterBar } from '#web/ui/filter-bar.tsx';
import type { DoneState } from '#web/ui/leave-guard.tsx';
import { FirstAndMore } from '#web/ui/first-and-more.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { useSteps } from '#web/use-steps.ts';
import { absenceWords } from '#web/words/absences.ts';
import { EndAbsence, ExportAbsences, ListAbsences, reasons, shows } from '../contract.ts';
import { AbsencesTable } from './absences-table.tsx';
import css from './absences.module.css';
import { EndDialog } from './end-dialog.tsx';
import { askedBy, type ListAddress, narrows, readAddress, usual, writeAddress } from './list-address.ts';
import { useEnding } from './use-ending.ts';

const words = absenceWords.list;

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(new URL(request.url).searchParams);
  const { after } = address;
  return { ...(await load(ListAbsences, { ...askedBy(address), ...(after ? { after } : {}) }, request)), address };
}

interface FiltersProps {
  readonly address: ListAddress;
  readonly onShow: (other: Partial<ListAddress>) => void;
}

function Filters({ address: { show, userId, covererId, reason }, onShow }: FiltersProps) {
  const { colleagues = [] } = useColleagues();
  const people = colleagues.map(({ userId: value, name, type }) => ({ value, label: name, type }));
  const idOf = (value: string | null) => colleagues.find((one) => one.userId === value)?.userId;
  return (
    <FilterBar
      label={words.filter}
      first={
        <NativeSelect
          label={words.show}
          value={show}
          onChange={({ currentTarget: { value } }) =>
            onShow({ show: shows.find((one) => one === value) ?? usual.show })
          }
          data={shows.map((value) => ({ value, label: words.shows[value] }))}
        />
      }
    >
      <PersonSelect
        label={words.user}
        placeholder={words.anybody}
        clearable
        people={people}
        value={userId ?? null}
        onChange={(value) => onShow({ userId: idOf(value) })}
      />
      <PersonSelect
        label={words.coverer}
        placeholder={words.anybody}
        clearable
        people={people}
        value={covererId ?? null}
        onChange={(value) => onShow({ covererId: idOf(value) })}
      />
      <NativeSelect
        label={words.reason}
        value={reason ?? ''}
        onChange={({ currentTarget: { value } }) => onShow({ reason: reasons.find((one) => one === value) })}
        data={[
          { value: '', label: words.anyReason },
          ...reasons.map((value) => ({ value, label: absenceWords.reasons[value] })),
        ]}
      />
    </FilterBar>
  );
}

/** Who is away, now and to come, and who covers. */
export function AbsencesPage() {
  const { absences, next, address } = useLoaderData<typeof loader>();
  const may = useMay();
  const { state: left } = useLocation() as { state: Partial<DoneState> | null };
  const { state } = useNavigation();
  const [failed, setFailed] = useState<string>();
  const { ending, ask, end, busy, trouble, did } = useEnding(EndAbsence);
  const step = useSteps(address, writeAddress);
  const show = (other: Partial<ListAddress>) => step({ after: undefined, ...other }, { preventScrollReset: true });
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <>
            {may('absences.export-absences') && (
              <ExportButton
                operation={ExportAbsences}
                input={askedBy(address)}
                fileName={absenceWords.file.name}
                onFailed={setFailed}
              />
            )}
            {may('absences.add-absence') && (
              <Button component={Link} to="/admin/absences/add" leftSection={<IconPlus size={16} aria-hidden />}>
                {words.add}
              </Button>
            )}
          </>
        }
      />
      <div className="stack">
        {failed && <Notice tone="bad" title={failed} />}
        {left?.done && !did && <Notice tone="ok" title={left.done} />}
        <Panel flush>
          <Filters address={address} onShow={show} />
          <DidNotice did={did} />
          <div aria-busy={state === 'loading'} className={css.rows}>
            {absences.length > 0 ? (
              <AbsencesTable
                absences={absences}
                busy={busy}
                editTo={
                  may('absences.update-absence') ? ({ absenceId }) => `/admin/absences/${absenceId}/edit` : undefined
                }
                onEnd={may('absences.end-absence') ? ask : undefined}
              />
            ) : (
              <EmptyFace
                title={narrows(address) ? words.nothing : words.none}
                level={2}
                action={
                  narrows(address) && (
                    <Button variant="default" onClick={() => show({ ...usual, show: 'all' })}>
                      {words.clear}
                    </Button>
                  )
                }
              >
                {narrows(address) ? words.nothingWhy : words.noneWhy}
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
      {ending && (
        <EndDialog absence={ending} busy={busy} trouble={trouble} onEnd={end} onClose={() => ask(undefined)} />
      )}
    </>
  );
}
