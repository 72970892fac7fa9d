import { Button } from '@mantine/core';
import { EmptyFace } from '#web/ui/faces.tsx';
import { userWords } from '#web/words/users.ts';
import type { ListAddress } from './list-address.ts';

const words = userWords.manage;

function titleOf(keyword: string, type: string | undefined): string {
  if (keyword) return words.nobodyMatches(keyword);
  return type ? words.nobodyOfType(type) : words.nobodyExpires;
}

/** No user to list: because of the filters, or because there is none. */
export function NobodyFace({
  address: { list, keyword, type, expiresSoon },
  onClear,
}: {
  readonly address: ListAddress;
  readonly onClear: () => void;
}) {
  if (!keyword.trim() && !type && !expiresSoon)
    return (
      <EmptyFace level={2} title={words.empty[list]}>
        {words.emptyWhy[list]}
      </EmptyFace>
    );
  return (
    <EmptyFace
      level={2}
      title={titleOf(keyword.trim(), type)}
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
