import { userRecordWords } from '#web/words/user-records.ts';
import { userWords } from '#web/words/users.ts';

/** Where Edit was opened from: the way back, and what its button is called there. */
export interface EditFrom {
  readonly to: string;
  readonly label: string;
  readonly update: string;
}

export const fromManageUsers: EditFrom = {
  to: '/admin/users',
  label: userWords.manageUsers,
  update: userWords.form.update,
};
export const fromProviderRecords: EditFrom = {
  to: '/admin/provider-records',
  label: userRecordWords.records.provider.title,
  update: userRecordWords.records.provider.update,
};
