import { inLanguage } from './language.ts';

/** Each type of user as the heading of a list; whoever is of no practitioner’s type is staff. */
const en = {
  lists: { doctor: 'Doctors', nurse: 'Nurses', midwife: 'Midwives', resident: 'Residents', staff: 'Staff' },
};

export const peopleWords = inLanguage({ en });
