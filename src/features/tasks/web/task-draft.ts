import type { Id } from '#kernel/brand.ts';
import { addDays } from '#web/ui/calendar.ts';
import type { PatientChoice } from '#web/ui/patient-field.tsx';
import type { Task } from '../contract.ts';
import type { TaskType } from '../type-contract.ts';

/** A task as the form holds it. */
export interface TaskDraft {
  readonly title: string;
  readonly details: string;
  /** `YYYY-MM-DD`, empty without a day. */
  readonly due: string;
  readonly urgent: boolean;
  readonly assigneeId: Id<'user'> | null;
  readonly patient: PatientChoice | null;
  readonly typeId: Id<'type'> | null;
  readonly copyIds: readonly Id<'user'>[];
}

export const emptyDraft = (assigneeId: Id<'user'>): TaskDraft => ({
  title: '',
  details: '',
  due: '',
  urgent: false,
  assigneeId,
  patient: null,
  typeId: null,
  copyIds: [],
});

export const draftOf = ({ title, details, due, urgent, holder, patient, copies }: Task): TaskDraft => ({
  title,
  details,
  due: due ?? '',
  urgent,
  assigneeId: holder?.userId ?? null,
  patient,
  typeId: null,
  copyIds: copies.map(({ userId }) => userId),
});

/** What is sent of a draft. */
export const fieldsOf = ({ title, details, due, urgent, assigneeId, copyIds }: TaskDraft) => ({
  title,
  details,
  due: due === '' ? null : due,
  urgent,
  assigneeId,
  copyIds: [...copyIds],
});

/** The draft as a type of task proposes it: whose it is, how urgent, by when; its title where none was typed. */
export function proposed(draft: TaskDraft, type: TaskType, today: string): TaskDraft {
  const { typeId, name, urgent, dueDays, holder } = type;
  const due = dueDays === null ? draft.due : addDays(today, dueDays);
  return { ...draft, typeId, title: draft.title || name, urgent, due, assigneeId: holder?.userId ?? null };
}
