import { Notice } from '#web/ui/notice.tsx';
import type { Setback } from '#web/use-attempt.ts';

/** Why an attempt was turned down, where no field of the page can say it. */
export const SetbackNotice = ({ setback }: { readonly setback: Setback | undefined }) =>
  setback && !setback.field && <Notice tone="bad" title={setback.says} />;
