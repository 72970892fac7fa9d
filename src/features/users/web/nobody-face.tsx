import { Button } from '@mantine/core';
import { EmptyFace } from '#web/ui/faces.tsx';
import { userWords } from '#web/words/users.ts';
import type { ListAddress } from './list-address.ts';

const words = userWords.manage;

/** No user to list: because of the filters, or because there is none. */
export function NobodyFace({
  address: { list, keyword, type, roleId, siteId, signIn },
  onClear,
}: {
  readonly address: ListAddress;
  readonly onClear: () => void;
}) {
  if (!keyword.trim() && !type && !roleId && !siteId && !signIn)
    return (
      <EmptyFace level={2} title={words.empty[list]}>
        {words.emptyWhy[list]}
      </EmptyFace>
    );
  return (
    <EmptyFace
      level={2}
      title={keyword.trim() ? words.nobodyMatches(keyword) : words.nobodyChosen}
      action={
        <Button variant="default" onClick={onClear}>
          {words.clear}
        </Button>
      }
    >
      {words.tryOther}
    </EmptyFace>
  );
}
