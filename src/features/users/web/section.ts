import type { Missing } from '#web/missing.ts';
import type { ComponentType } from 'react';
import type { RefusalCode } from '#kernel/refusal.ts';
import type { UserRecord } from '../contract.ts';
import type { Province } from '../provinces/field.ts';
import type { Choices, UserDraft } from './user-draft.ts';

/** What there is to choose from, and where the clinic is: decides which cards there are. */
export interface FormContext {
  readonly choices: Choices;
  readonly province: Province;
}

export interface SectionProps extends FormContext {
  readonly draft: UserDraft;
  readonly change: (part: Partial<UserDraft>) => void;
  readonly page: 'add' | 'edit';
  /** What is to stand at a field: that it is missing, or why the server turned it down. */
  readonly errorOf: (field: string) => string | undefined;
  /** Where Deactivate of this user is; only on Edit. */
  readonly deactivateTo?: string;
  /** The record as it is saved; only on Edit. */
  readonly saved?: Pick<UserRecord, 'userId' | 'sites'>;
}

/** One card of the Add User page, and of Edit where it belongs there too. Adding one is adding one file. */
export interface UserSection {
  readonly id: string;
  readonly label: string;
  /** One sentence under the title; `name` is the user's, as far as it is known. */
  readonly lead?: (name: string) => string;
  readonly pages: readonly SectionProps['page'][];
  /** Left out where there is nothing to choose; shown everywhere when this is not given. */
  readonly isNeeded?: (context: FormContext) => boolean;
  readonly Fields: ComponentType<SectionProps>;
  readonly missing: (draft: UserDraft) => readonly Missing[];
  readonly isFilled: (draft: UserDraft) => boolean;
  /** It can be sent as it is, and should be looked at. */
  readonly isDoubtful?: (draft: UserDraft) => boolean;
  /** At which field a refusal of the server stands. */
  readonly refusals: Readonly<Partial<Record<RefusalCode, string>>>;
}
