import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useNavigate } from 'react-router';
import { unfiltered, WorkFilters } from '#features/work/web/public.tsx';
import { useMay } from '#web/session.ts';
import { useSmallScreen } from '#web/ui/small-screen.ts';
import { taskWords as words } from '#web/words/tasks.ts';
import { type Folder, folders, type TaskList } from '../contract.ts';
import { type Only, type TaskAddress, writeAddress } from './address.ts';
import css from './tasks-page.module.css';

interface TaskFiltersProps {
  readonly address: TaskAddress;
  readonly counts: TaskList['counts'];
}

const onlys = ['all', 'overdue', 'urgent'] as const;

/** Which tasks, and which of them; both stand in the address. */
export function TaskFilters({ address, counts }: TaskFiltersProps) {
  const { folder, only } = address;
  const go = useNavigate();
  const small = useSmallScreen();
  const waiting: Partial<Record<Folder, number>> = counts;
  const show = (value: string) =>
    void go(`/tasks${writeAddress({ folder: folders.find((one) => one === value) ?? 'mine', only })}`);
  const narrow = (value: string) =>
    void go(
      `/tasks${writeAddress({ ...address, after: undefined, only: value === 'all' ? undefined : (value as Only) })}`,
    );
  const may = useMay();
  const offered = folders.filter((one) => one !== 'all' || may('tasks.pass-task'));
  const choices = offered.map((value) => ({ value, label: words.counted(words.folder[value], waiting[value] ?? 0) }));
  return (
    <>
      <search className={css.filters} aria-label={words.filter}>
        {small ? (
          <NativeSelect
            aria-label={words.folders}
            value={folder}
            data={choices}
            onChange={({ currentTarget: { value } }) => show(value)}
          />
        ) : (
          <SegmentedControl aria-label={words.folders} value={folder} data={choices} onChange={show} />
        )}
        {folder !== 'done' && (
          <SegmentedControl
            aria-label={words.show}
            size="xs"
            value={only ?? 'all'}
            data={onlys.map((value) => ({ value, label: words.only[value] }))}
            onChange={narrow}
          />
        )}
      </search>
      <WorkFilters
        offers={{ days: true, order: folder === 'done' ? 'latest' : 'urgency' }}
        address={{ ...unfiltered, ...address }}
        onShow={(changed) =>
          void go(`/tasks${writeAddress({ ...address, ...changed, after: undefined })}`, { preventScrollReset: true })
        }
      />
    </>
  );
}
