import type { Counting } from '#features/users/provinces/service-location.ts';
import { inLanguage } from './language.ts';

const listed = new Intl.ListFormat('en-CA', { type: 'conjunction' });

/** “L, the site’s,”: a service location code and whose it is. */
const codeOf = ({ code, whose }: Counting) => (whose === 'nobody' ? 'none' : `${code}, the ${whose}’s,`);

const en = {
  stale: {
    lead: (update: string) =>
      `Nothing of yours has been saved yet. Choose for each field what is to stand; it is saved with ${update}.`,
    left: (name: string) => `${name} has been deactivated in the meantime and cannot be changed.`,
  },

  completeness: {
    title: (name: string) => (name ? `Can ${name} already …` : 'Can this user already …'),
    abilities: { bill: 'bill', prescribe: 'prescribe', refer: 'refer', 'receive-labs': 'receive labs' },
    can: ', yes',
    cannot: ', not yet',
    anyOf: (labels: readonly string[]) => labels.join(' or '),
    site: 'a site',
    role: 'a role that allows it',
    add: (label: string) => `Add ${label}`,
    missing: (label: string) => `Still missing: ${label}`,
  },

  /** Which service location code counts where the user’s own is left empty. */
  leftEmpty: (counting: readonly Counting[]) =>
    counting.length === 0
      ? ''
      : `Left empty, what counts: ${[...Map.groupBy(counting, codeOf)].map(([code, at]) => `${code} at ${listed.format(at.map(({ site }) => site))}`).join('; ')}.`,

  copy: {
    open: 'Copy from a colleague',
    title: 'Copy from a colleague',
    lead: 'Roles, sites and team are copied. Names, numbers and credentials never are.',
    who: 'Colleague',
    action: 'Copy',
    cancel: 'Cancel, copy nothing',
    choose: 'Choose a colleague first.',
    copied: (name: string) => `Roles, sites and team have been copied from ${name}.`,
    notYours: (roles: readonly string[]) =>
      `Left out, because only somebody who holds all of it can give it: ${listed.format(roles)}.`,
    failed: 'The list of colleagues could not be loaded.',
  },

  records: {
    search: 'Search',
    none: 'Nobody matches',
    noneWhy: 'Try the beginning of the last name. An empty search lists everybody.',
    columns: {
      username: 'User Name',
      number: 'User number',
      id: 'Provider ID',
      name: 'Name',
      type: 'Type',
      status: 'Status',
      roles: 'Roles',
      lastSignIn: 'Last sign-in',
    },
    security: {
      title: 'Search/Edit/Delete Security Records',
      lead: 'A security record is what somebody signs in with. Deleting it ends sign-in at once and nothing else.',
      hint: 'User name or user number',
      table: 'Security records',
      update: 'Update a Security Record',
      of: (name: string) => `Security record of ${name}`,
      none: (name: string) => `${name} has no security record`,
      noneWhy: 'There are no credentials: nobody can sign in as this user.',
      own: 'This is your own security record. Another administrator can delete it.',
      delete: 'Delete Record',
      deleteTitle: (name: string) => `Delete the security record of ${name}?`,
      does: (name: string) => [
        `${name} is signed out everywhere, at once, and the credentials are gone.`,
        `Record, roles and open work stay with ${name}, and so does the history. Deactivate ends the rest.`,
        'It cannot be undone; new credentials can be set later.',
      ],
      deleted: (name: string) => `The security record of ${name} has been deleted.`,
      deletedNext: 'Next, if this user is leaving: Deactivate hands over the open work and ends the roles.',
      noUsername: 'signs in by email',
    },
    roles: {
      title: 'Assign Role to Provider',
      lead: 'Find the user, then add roles or delete them one by one.',
      hint: 'Last name, first name or user number',
      table: 'Users and their roles',
      of: (name: string) => `Roles of ${name}`,
      assigned: 'Assigned roles',
      delete: 'Delete',
      deleteNamed: (role: string) => `Delete the role ${role}`,
      deleteOf: (role: string, name: string) => `Delete the role ${role} of ${name}?`,
      keep: 'Close, keep the role',
      keeps: (name: string) => `${name} keeps the role`,
      hasNot: (name: string) => `${name} does not have this role any more.`,
      atOnce: (name: string) => `It acts at once, on the next click of ${name}.`,
      add: 'Add a role',
      deleted: (role: string, name: string) => `${name} does not have the role ${role} any more.`,
      added: (role: string, name: string) => `${name} has the role ${role} now.`,
      last: (name: string) =>
        `This is the last role of ${name}. Whoever works here keeps at least one; Deactivate ends the last ones, after the open work has been handed over.`,
      left: (name: string) => `${name} has left and has no roles. Activate gives new ones.`,
    },
    provider: {
      title: 'Search/Edit/Delete Provider Records',
      lead: 'Open a record by its provider ID. Status Inactive leads to Deactivate, which hands over the open work first.',
      hint: 'Last name, first name',
      table: 'Provider records',
      update: 'Update Record',
      open: (name: string) => `Open the record of ${name}`,
    },
  },
};

/** The numbers of a user, and the three records of the guides. */
export const userRecordWords = inLanguage({ en });
