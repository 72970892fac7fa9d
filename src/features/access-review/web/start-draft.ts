import type { Id } from '#kernel/brand.ts';
import { isDay } from '#web/ui/calendar.ts';
import { accessReviewWords } from '#web/words/access-review.ts';
import type { Preview, ScopeKind } from '../contract.ts';

const words = accessReviewWords.start;

/** A review as it is being put together. */
export interface Draft {
  readonly name: string;
  readonly scope: ScopeKind;
  readonly siteId?: Id<'site'> | undefined;
  readonly roleId?: Id<'role'> | undefined;
  readonly dueOn: string;
  readonly reviewerIds: readonly Id<'user'>[];
}

/** What it is about, as the server asks for it; nothing while the site or the role is still to be chosen. */
export function scopeOf({ scope, siteId, roleId }: Draft) {
  if (scope === 'site') return siteId && { scope, siteId };
  if (scope === 'role') return roleId && { scope, roleId };
  return { scope };
}

/** What is still missing, in a sentence; nothing where it can be started. */
export function missingOf(draft: Draft, today: string, preview: Preview | undefined): string | undefined {
  const { name, dueOn, reviewerIds } = draft;
  if (!name.trim()) return words.notYet.name;
  if (!isDay(dueOn) || dueOn < today) return words.notYet.due;
  if (!scopeOf(draft)) return words.notYet.scope;
  if (preview?.lines === 0) return words.noLines;
  if (reviewerIds.length === 0) return words.notYet.reviewer;
  return preview?.nobodyFor ? words.nobodyFor(preview.nobodyFor) : undefined;
}
