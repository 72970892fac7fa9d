import { useEffect, useState } from 'react';
import { useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import type { Input } from '#kernel/contract.ts';
import { useAct } from '#web/act.ts';
import type { Did } from '#web/ui/did-notice.tsx';
import { accessReviewWords } from '#web/words/access-review.ts';
import {
  CloseReview,
  ConfirmLines,
  EndAccess,
  GiveLines,
  HandToDeactivate,
  type Line,
  type Review,
  TakeBackDecision,
} from '../contract.ts';

const words = accessReviewWords.page.did;

/** Whether the caller can decide this line now. */
export const decidable = (line: Line, { closedAt }: Pick<Review, 'closedAt'>): boolean =>
  closedAt === null && line.mine && line.state === 'undecided';

/** What can be done with the lines of a review, and what was done last. After each, the page shows how things stand. */
export function useDecisions(review: Review) {
  const { reviewId, lines } = review;
  const { act, busy, trouble } = useAct();
  const { revalidate } = useRevalidator();
  const [did, setDid] = useState<Did>();
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [ending, setEnding] = useState<Line>();
  const [next, setNext] = useState<{ readonly userId: string | undefined }>();

  // The keyboard goes on from the next line that is to be confirmed.
  useEffect(() => {
    if (next?.userId) document.querySelector<HTMLElement>(`[data-confirm="${next.userId}"]`)?.focus();
  }, [next]);
  const nextAfter = (userId: string) => {
    const open = lines.filter((line) => decidable(line, review) || line.userId === userId);
    const at = open.findIndex((line) => line.userId === userId);
    return (open[at + 1] ?? open[at - 1])?.userId;
  };

  const show = async (what: Did) => {
    await revalidate();
    setDid(what);
  };
  // Somebody else was quicker, or what the user holds has changed: both are looked at again.
  const refused = async () => {
    setEnding(undefined);
    setDid(undefined);
    await revalidate();
    return false;
  };
  const takeBack = ({ userId, name }: Pick<Line, 'userId' | 'name'>) =>
    act(TakeBackDecision, { reviewId, userId }, { refused, done: () => show({ says: words.back(name) }) });
  const confirm = (line: Line) => {
    const userId = nextAfter(line.userId);
    return act(
      ConfirmLines,
      { reviewId, lines: [{ userId: line.userId, seen: line.seen }] },
      {
        refused,
        done: async () => {
          choose(new Set([...chosen].filter((id) => id !== line.userId)));
          await show({ says: words.confirmed(line.name), undo: () => takeBack(line) });
          setNext({ userId });
        },
      },
    );
  };
  const confirmChosen = () => {
    const these = lines.filter((line) => chosen.has(line.userId) && decidable(line, review));
    return act(
      ConfirmLines,
      { reviewId, lines: these.map(({ userId, seen }) => ({ userId, seen })) },
      {
        refused,
        done: ({ confirmed }) => {
          choose(new Set());
          return show({ says: words.confirmedSeveral(confirmed) });
        },
      },
    );
  };
  const end = (line: Line, what: Pick<Input<typeof EndAccess>, 'roleIds' | 'siteIds' | 'reason'>) =>
    act(
      EndAccess,
      { reviewId, userId: line.userId, seen: line.seen, ...what },
      {
        refused,
        done: ({ endedRoles, endedSites }) => {
          setEnding(undefined);
          return show({ says: words.ended(line.name, [...endedRoles, ...endedSites]) });
        },
      },
    );
  const hand = (line: Line, reason: string) =>
    act(
      HandToDeactivate,
      { reviewId, userId: line.userId, seen: line.seen, reason },
      {
        refused,
        done: () => {
          setEnding(undefined);
          return show({ says: words.handed(line.name), undo: () => takeBack(line) });
        },
      },
    );
  const give = (fromUserId: Id<'user'>, to: { readonly userId: Id<'user'>; readonly name: string }) =>
    act(
      GiveLines,
      { reviewId, fromUserId, toUserId: to.userId },
      { refused, done: ({ given }) => show({ says: words.given(given, to.name) }) },
    );
  const close = (reason: string | undefined) =>
    act(
      CloseReview,
      { reviewId, ...(reason ? { reason } : {}) },
      { refused, done: () => show({ says: words.closed }) },
    );
  return {
    busy,
    trouble,
    did,
    chosen,
    choose,
    ending,
    setEnding,
    confirm,
    confirmChosen,
    end,
    hand,
    takeBack,
    give,
    close,
  };
}

export type Decisions = ReturnType<typeof useDecisions>;
