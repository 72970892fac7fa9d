import type { Id } from '#kernel/brand.ts';
import { isDay } from '#web/ui/calendar.ts';
import type { Difference } from '#web/ui/both-versions.tsx';
import { absenceWords } from '#web/words/absences.ts';
import { workKinds } from '#web/words/work-kinds.ts';
import type { Missing } from '#web/missing.ts';
import { type CoveredKind, coveredKinds } from '../../work/contract.ts';
import { type Absence, type AbsenceReason, reasons } from '../contract.ts';

const words = absenceWords.form;

/** Somebody who covers, and which kinds; nobody while none is chosen. */
export interface CovererDraft {
  /** Tells the lines of the form apart. */
  readonly line: number;
  readonly covererId: string | null;
  readonly kinds: readonly CoveredKind[];
}

/** An absence as the form holds it. */
export interface AbsenceDraft {
  readonly reason: AbsenceReason;
  readonly from: string;
  readonly until: string;
  readonly note: string;
  readonly coverers: readonly CovererDraft[];
}

export const emptyDraft: AbsenceDraft = {
  reason: 'holiday',
  from: '',
  until: '',
  note: '',
  coverers: [{ line: 0, covererId: null, kinds: coveredKinds }],
};

export const isReason = (text: string): text is AbsenceReason => reasons.some((one) => one === text);

/** What the address has chosen already. */
export function chosenIn(search: URLSearchParams): Partial<AbsenceDraft> {
  const [from, reason] = [search.get('from') ?? '', search.get('reason') ?? ''];
  return { ...(isDay(from) ? { from } : {}), ...(isReason(reason) ? { reason } : {}) };
}

export function draftOf({ reason, from, until, note, covers }: Absence): AbsenceDraft {
  const byPerson = Map.groupBy(covers, ({ coverer }) => coverer.userId);
  const coverers = [...byPerson].map(([covererId, of], line) => ({
    line,
    covererId: covererId as string,
    kinds: of.map(({ kind }) => kind),
  }));
  return { reason, from, until, note, coverers: coverers.length > 0 ? coverers : emptyDraft.coverers };
}

/** Who covers what, as it is sent. */
export const coversOf = ({ coverers }: AbsenceDraft) =>
  coverers.flatMap(({ covererId, kinds }) =>
    covererId === null ? [] : kinds.map((kind) => ({ kind, covererId: covererId as Id<'user'> })),
  );

/** The draft as it is sent. */
export const sentOf = (draft: AbsenceDraft) => {
  const { reason, from, until, note } = draft;
  return { reason, from, until, note, covers: coversOf(draft) };
};

/** What must be filled in, or otherwise, before it can be saved. */
export const missingOf = ({ from, until }: AbsenceDraft): Missing[] => [
  ...(from ? [] : [{ field: 'from', label: words.from }]),
  ...(until ? [] : [{ field: 'until', label: words.until }]),
  ...(from && until && until < from ? [{ field: 'until', label: words.until, says: words.reversed }] : []),
];

type Field = 'reason' | 'from' | 'until' | 'note' | 'coverers';
const fields: readonly Field[] = ['reason', 'from', 'until', 'note', 'coverers'];
const labels: Readonly<Record<Field, string>> = {
  reason: words.reason,
  from: words.from,
  until: words.until,
  note: words.note,
  coverers: words.covers,
};

type NameOf = (userId: string) => string;
const said = (draft: AbsenceDraft, field: Field, nameOf: NameOf): string => {
  if (field === 'reason') return absenceWords.reasons[draft.reason];
  if (field !== 'coverers') return draft[field];
  return draft.coverers
    .flatMap(({ covererId, kinds }) =>
      covererId === null || kinds.length === 0
        ? []
        : [
            `${nameOf(covererId)}: ${kinds
              .toSorted()
              .map((kind) => workKinds[kind]?.many ?? kind)
              .join(', ')}`,
          ],
    )
    .toSorted()
    .join('; ');
};
const plainly = (userId: string) => userId;

export const differs = (one: AbsenceDraft, other: AbsenceDraft): boolean =>
  fields.some((field) => said(one, field, plainly) !== said(other, field, plainly));

interface Versions {
  /** As both began with it. */
  readonly base: AbsenceDraft;
  readonly mine: AbsenceDraft;
  readonly theirs: AbsenceDraft;
}

/** The fields in which two versions differ, in words. */
export const differences = ({ base, mine, theirs }: Versions, nameOf: NameOf): Difference<Field>[] =>
  fields
    .filter((field) => said(mine, field, plainly) !== said(theirs, field, plainly))
    .map((field) => ({
      field,
      label: labels[field],
      mine: said(mine, field, nameOf),
      theirs: said(theirs, field, nameOf),
      proposed: said(theirs, field, plainly) === said(base, field, plainly) ? 'mine' : 'theirs',
    }));

/** What is saved by now, with those fields of mine that are to stand. */
export const merged = (mine: AbsenceDraft, theirs: AbsenceDraft, ofMine: readonly Field[]): AbsenceDraft => ({
  ...theirs,
  ...Object.fromEntries(ofMine.map((field) => [field, mine[field]])),
});
