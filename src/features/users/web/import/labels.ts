import { credentialWords } from '#web/words/credentials.ts';
import { importWords } from '#web/words/import-users.ts';
import { userWords } from '#web/words/users.ts';
import type { Column } from '../../import-columns.ts';

const { form } = userWords;
const { fields } = credentialWords;
const words = importWords.template;

const labels: Readonly<Record<string, string>> = {
  lastName: form.lastName,
  firstName: form.firstName,
  type: form.type,
  speciality: form.speciality,
  team: form.team,
  sex: form.sex,
  dateOfBirth: form.dateOfBirth,
  confidentialitySignedOn: form.confidentialitySignedOn,
  sites: form.sections.sites,
  roles: form.sections.roles,
  address: form.address,
  workPhone: form.workPhone,
  fax: form.fax,
  homePhone: form.homePhone,
  cellPhone: form.cellPhone,
  otherPhone: form.otherPhone,
  pager: form.pager,
  contactEmail: form.contactEmail,
  bookingPhones: form.bookingPhones,
  email: fields.email,
  username: fields.username,
  loginExpires: fields.expires,
  bcpSites: form.sections.bcp,
};

/** What a column is called: as on Add User. */
export const labelOf = ({ key, field }: Pick<Column, 'key' | 'field'>): string => field?.label ?? labels[key] ?? key;

/** What goes into a column, in a sentence or two. */
export function hintOf({ reads, field, several, needed }: Column): string {
  const choices = field?.choices?.map(({ value }) => value);
  const own = field ? (field.format?.says ?? (choices ? words.choices(choices) : field.help)) : words.hints[reads];
  return [needed && words.needed, own, several && words.several].filter(Boolean).join(' ');
}
