import { EmptyFace } from '#web/ui/faces.tsx';
import { inboxWords as words } from '#web/words/inbox.ts';

/** Beside the list while no message is open; not shown on small screens. */
export const NothingOpen = () => (
  <EmptyFace title={words.choose} level={2}>
    {words.chooseWhy}
  </EmptyFace>
);
