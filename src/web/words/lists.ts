import { inLanguage } from './language.ts';

/** What lists of every sort say alike. */
const en = {
  pages: 'Pages',
  first: 'Back to the first',
  more: 'More',
  export: 'Export CSV',
  print: 'Print (PDF)',
  making: 'Making the file…',
  away: 'The server cannot be reached. Try again shortly.',
  filter: 'Filter',
  from: 'From',
  to: 'To',
  anybody: 'Anybody',
  site: 'Site',
  anySite: 'All sites',
  order: 'Order',
  byUrgency: 'Urgent first',
  orders: { oldest: 'Oldest first', latest: 'Latest first' },
};

export const listWords = inLanguage({ en });
