import { NativeSelect, SegmentedControl } from '@mantine/core';
import type { Output } from '#kernel/contract.ts';
import { useSmallScreen } from '#web/ui/small-screen.ts';
import { uiWords } from '#web/words/ui.ts';
import { userWords } from '#web/words/users.ts';
import type { ListUsers } from '../contract.ts';
import { type ListAddress, type ListName, lists, totals } from './list-address.ts';
import css from './manage-users-page.module.css';

const words = userWords.manage;

interface UserListsProps {
  readonly address: ListAddress;
  readonly counts: Output<typeof ListUsers>['counts'];
  readonly onShow: (list: ListName) => void;
}

/** Which users: everybody here now, or those of one status, each with how many there are. */
export function UserLists({ address: { list }, counts, onShow }: UserListsProps) {
  const small = useSmallScreen();
  const counted = totals(counts);
  const show = (value: string) => onShow(lists.find((one) => one === value) ?? 'current');
  return (
    <div className={css.lists}>
      {small ? (
        <NativeSelect
          className={css.narrow ?? ''}
          aria-label={words.which}
          value={list}
          onChange={(event) => show(event.currentTarget.value)}
          data={lists.map((value) => ({ value, label: words.listed(words.lists[value], counted[value]) }))}
        />
      ) : (
        <SegmentedControl
          aria-label={words.which}
          value={list}
          onChange={show}
          size="sm"
          withItemsBorders={false}
          data={lists.map((value) => ({
            value,
            label: (
              <>
                {words.lists[value]} <span className={css.n}>{uiWords.number(counted[value])}</span>
              </>
            ),
          }))}
        />
      )}
      <span className="small dim nowrap" aria-live="polite">
        {words.users(counted[list])}
      </span>
    </div>
  );
}
