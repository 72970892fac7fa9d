import type { UserDraft } from './user-draft.ts';

const digits = (phone: string) => phone.replaceAll(/\D/g, '');

/**
 * Which of the two fields that patients and pharmacies will see may well be private: an address beside which
 * there is no work phone, or a work phone that is the one at home or in the pocket.
 */
export function privateDoubt({
  address,
  workPhone,
  homePhone,
  cellPhone,
}: Pick<UserDraft, 'address' | 'workPhone' | 'homePhone' | 'cellPhone'>): 'address' | 'workPhone' | undefined {
  const work = digits(workPhone);
  if (address.trim() !== '' && work === '') return 'address';
  return work !== '' && [homePhone, cellPhone].some((phone) => digits(phone) === work) ? 'workPhone' : undefined;
}
