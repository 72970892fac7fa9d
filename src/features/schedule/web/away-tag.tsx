import { useSession } from '#web/session.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Tag } from '#web/ui/tag.tsx';
import { scheduleWords as words } from '#web/words/schedule.ts';
import type { Column } from './columns.ts';

interface AwayTagProps extends Pick<Column, 'coverers'> {
  readonly until: string;
}

/** That a provider is away, until when, and who covers the appointments meanwhile. */
export function AwayTag({ until, coverers }: AwayTagProps) {
  const { locale } = useClinic();
  const { userId: me } = useSession();
  const said = coverers.some(({ userId }) => userId === me)
    ? words.youCover
    : coverers.length > 0 && words.covered(coverers.map(({ name }) => name));
  return (
    // The column of a board is narrow: what does not fit there is read here.
    <span title={said || undefined}>
      <Tag tone="away">{words.awayUntil(formatDay(until, locale, 'short'))}</Tag> {said}
    </span>
  );
}
