import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const listed = new Intl.ListFormat('en-CA', { type: 'conjunction' });
const rows = (count: number) => (count === 1 ? '1 row' : `${n(count)} rows`);
const users = (count: number) => (count === 1 ? '1 user' : `${n(count)} users`);
const place = (row: number | undefined, column: number | undefined) =>
  row === undefined ? '' : ` Look at row ${n(row)}${column === undefined ? '' : `, cell ${n(column)}`}.`;
const meant = (nearest: string | null) => (nearest === null ? '' : ` Is “${nearest}” meant?`);

interface Flawed {
  readonly value: string;
  readonly nearest: string | null;
  readonly holder: string | null;
  readonly otherRow: number | null;
  readonly says: string | null;
}

const en = {
  title: 'Import users',
  lead: 'Many users at once, from a table. Nothing is imported before you have seen what would be.',
  users,
  rows,

  template: {
    title: 'The template',
    lead: 'A table with every column of this clinic’s province. Save it from your spreadsheet as “CSV UTF-8”.',
    download: 'Download the template',
    file: 'users-template.csv',
    columns: 'What goes into each column',
    table: 'Columns of the template',
    column: 'Column',
    what: 'What goes into it',
    example: 'Example',
    order: 'The order of the columns does not matter, nor do capital letters. Columns without a star may be left out.',
    exampleRow: 'The second row is an example. It is left out when you import, unless you change it.',
    noSecrets:
      'There are no passwords in the file: whoever has a user name or an email is invited to choose their own.',
    needed: 'Needed.',
    several: 'Several: put semicolons between them.',
    hints: {
      type: 'One of doctor, nurse, resident, midwife, receptionist, admin.',
      sex: 'Female, Male, Other, Unknown, or empty.',
      'past-day': 'Year-month-day, as in 1984-02-29.',
      roles: 'By their names.',
      sites: 'By their names or short names. With one site, leave it empty.',
      'bcp-sites': 'Assigned sites in BC where the user is registered for the Business Cost Premium.',
      phones: 'For colleagues who tell this user of new bookings.',
      'contact-email': '',
      email: 'To sign in with, and for the invitation. Without email and user name there is no sign-in.',
      username: 'To sign in with: 2 to 60 characters without spaces and @.',
      expiry: 'Day and time after which sign-in is refused, as in 2027-01-31 17:00.',
      line: '',
      number: '',
    },
    choices: (values: readonly string[]) => `One of ${listed.format(values)}.`,
  },

  file: {
    title: 'Your file',
    lead: (most: number) => `At most ${n(most)} users at once. Nothing leaves this page until you check it.`,
    choose: 'File',
    chooseHelp: 'A CSV file in UTF-8, with commas, semicolons or tabs.',
    placeholder: 'Choose a file',
    clear: 'Take the file away again',
    or: 'or',
    paste: 'Paste the rows here',
    pasteHelp: 'With the row of column names, as copied from a spreadsheet.',
    check: 'Check the file',
    nothing: 'Choose a file, or paste the rows.',
    checking: (count: number) => `Checking ${rows(count)}`,
    brokenTitle: 'This file cannot be read yet',
    broken: {
      workbook: 'This is a workbook. In your spreadsheet choose Save as, then “CSV UTF-8”.',
      'utf-16': 'The text is in UTF-16 (“Unicode text”). Save it as “CSV UTF-8” instead.',
      'not-utf-8':
        'The letters with accents are in an older encoding and would arrive broken. Save the file as “CSV UTF-8”.',
      nul: 'There is a character in it that no text has (NUL). The file was damaged, or is none of text.',
      'quote-open': 'A quotation mark is opened and never closed.',
      'quote-inside':
        'There is a quotation mark in the middle of a cell. Put the whole cell in quotation marks, and double those inside.',
      'too-large': 'This file is larger than 12 MB. Divide it into several.',
      'too-many-rows': 'There are more than 5,000 users in it. Divide it into several files.',
      empty: 'There is nobody in it: only the row of column names, or nothing at all.',
      'row-too-long':
        'This row has more cells than there are columns. Does a cell with a comma lack its quotation marks?',
      'column-unnamed': 'This column has no name in the first row.',
    },
    at: place,
    columnUnknown: (label: string, nearest: string | undefined) =>
      `There is no column “${label}” here.${nearest === undefined ? '' : ` Is “${nearest}” meant?`} Take it out or rename it.`,
    columnDoubled: (label: string) => `The column “${label}” is there twice.`,
    columnMissing: (labels: readonly string[]) =>
      `${labels.length === 1 ? 'A column is' : 'Columns are'} missing: ${listed.format(labels)}. The first row must have the names of the columns.`,
  },

  preview: {
    title: 'What would be imported',
    clean: (count: number) => `${rows(count)} can be imported`,
    flawed: (count: number) => `${rows(count)} ${count === 1 ? 'has' : 'have'} something to put right`,
    allClean: 'Every row is clean.',
    exampleLeftOut: 'The example of the template was left out.',
    invited: (count: number) => `${users(count)} will be invited to choose a password and a passcode.`,
    withoutSignIn: (count: number) =>
      `${users(count)} will not sign in: there is neither a user name nor an email in the row.`,
    flaws: 'What to put right',
    flawsLead: 'Mend these in your file and check it again. Row 1 is the row of column names.',
    flawsTable: 'Cells to put right',
    more: (told: number, all: number) => `The first ${n(told)} of ${n(all)}.`,
    row: 'Row',
    user: 'User',
    column: 'Column',
    value: 'What stands there',
    wrong: 'What is wrong',
    empty: 'empty',
    nameless: 'no name',
    doubts: 'Perhaps the same person',
    doubtsLead: 'These do not stand against the import. Whoever has left comes back by Activate, with the old record.',
    doubtsTable: 'Users of the same name',
    alike: 'What is alike',
    doubt: {
      'same-name-in-file': (otherRow: number) => `Row ${n(otherRow)} has the same name.`,
      'same-name': () => 'Somebody of this name is here already.',
      'same-name-left': () => 'Somebody of this name has left.',
    },
    onlyClean: (clean: number, flawed: number) =>
      `Import the ${clean === 1 ? 'clean row' : `${n(clean)} clean rows`} and leave out ${n(flawed)}`,
    action: (count: number) => `Import ${users(count)}`,
    confirmFirst: 'Mend the file, or tick that only the clean rows are imported.',
    nothingClean: 'No row can be imported as it is.',
    another: 'Take another file',
    importing: (count: number) => `Importing ${users(count)}. It is done all at once, and takes a few seconds.`,
    checkAgain: 'Check again',
  },

  flaw: {
    missing: () => 'This is needed.',
    formula: () => 'This is a formula. Put its result there instead; an apostrophe in front makes it text.',
    'too-long': () => 'At most 200 characters.',
    'not-one-line': () => 'This must be one line.',
    'type-unknown': ({ nearest }: Flawed) => `There is no such type.${meant(nearest)}`,
    'sex-unknown': () => 'Female, Male, Other, Unknown, or leave it empty.',
    'day-malformed': () => 'Write the day as year-month-day, as in 1984-02-29.',
    'day-in-the-future': () => 'This day is still to come.',
    'role-unknown': ({ nearest }: Flawed) => `There is no such role.${meant(nearest)}`,
    'role-not-yours': ({ says }: Flawed) => `The role ${says ?? ''} allows more than you may do yourself.`,
    'site-unknown': ({ nearest }: Flawed) => `There is no such open site.${meant(nearest)}`,
    'bcp-site-not-assigned': () => 'Only a site in BC that is assigned in this row can be registered.',
    'phone-malformed': () => 'Only digits, spaces, hyphens and brackets, with semicolons between two phones.',
    'too-many': () => 'These are too many for one cell.',
    'number-malformed': ({ says }: Flawed) => says ?? 'This does not fit.',
    'number-not-of-type': () => 'A user of this type has no such number. Leave it empty.',
    'email-malformed': () => 'This does not look like an email address.',
    'username-malformed': () => '2 to 60 characters, without spaces and without @.',
    'expiry-malformed': () => 'Write day and time, as in 2027-01-31 17:00.',
    'expiry-in-the-past': () => 'This moment has passed.',
    'expiry-without-name': () => 'Without a user name or an email nobody signs in. Give one, or leave this empty.',
    'twice-in-file': ({ otherRow }: Flawed) => `Row ${otherRow === null ? '' : n(otherRow)} has the same.`,
    taken: ({ holder }: Flawed) => `${holder ?? 'Another user'} has this already.`,
  },

  done: {
    title: (count: number) => `${users(count)} ${count === 1 ? 'has' : 'have'} been imported`,
    mailed: (count: number) =>
      count === 1 ? 'One invitation is on its way by mail.' : `${n(count)} invitations are on their way by mail.`,
    withoutSignIn: (count: number) => `${users(count)} ${count === 1 ? 'does' : 'do'} not sign in.`,
    links: 'Links to hand over',
    linksLead: 'Each works once. They are shown only now, and good until',
    save: 'Save the links as a file',
    saved: 'The file holds what opens each sign-in: hand the links over, then delete it.',
    file: (day: string) => `invitations-${day}.csv`,
    table: 'Links of the invitations',
    name: 'User',
    signsInAs: 'Signs in as',
    link: 'Link',
    first: (shown: number, all: number) => `The first ${n(shown)} of ${n(all)}. The file has all of them.`,
    lost: 'The links of these invitations were shown once already. Under View of a user, a new one can be made.',
    leaveWhy: 'They are shown only now. Afterwards a new invitation must be made for each user.',
    toUsers: 'Back to Manage Users',
  },

  export: {
    toImport: 'Import users',
    action: 'Export CSV',
    busy: (count: number) => `Exporting, ${users(count)} so far`,
    file: (day: string) => `users-${day}.csv`,
    done: (count: number) => `${users(count)} ${count === 1 ? 'is' : 'are'} in the file.`,
    what: 'No passwords are in it. It can be imported into another clinic.',
    failed: 'The users could not be exported.',
    away: 'The server cannot be reached. Nothing was saved; try again shortly.',
  },
};

export const importWords = inLanguage({ en });
