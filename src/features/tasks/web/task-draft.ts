import type { Id } from '#kernel/brand.ts';
import type { PatientChoice } from '#web/ui/patient-field.tsx';
import type { Task } from '../contract.ts';

/** A task as the form holds it. */
export interface TaskDraft {
  readonly title: string;
  readonly details: string;
  /** `YYYY-MM-DD`, empty without a day. */
  readonly due: string;
  readonly urgent: boolean;
  readonly assigneeId: Id<'user'> | null;
  readonly patient: PatientChoice | null;
}

export const emptyDraft = (assigneeId: Id<'user'>): TaskDraft => ({
  title: '',
  details: '',
  due: '',
  urgent: false,
  assigneeId,
  patient: null,
});

export const draftOf = ({ title, details, due, urgent, holder, patient }: Task): TaskDraft => ({
  title,
  details,
  due: due ?? '',
  urgent,
  assigneeId: holder?.userId ?? null,
  patient,
});

/** What is sent of a draft. */
export const fieldsOf = ({ title, details, due, urgent, assigneeId }: TaskDraft) => ({
  title,
  details,
  due: due === '' ? null : due,
  urgent,
  assigneeId,
});
