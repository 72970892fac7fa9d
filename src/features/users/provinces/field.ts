import type { UserType } from '../contract.ts';
import type { Ability } from '../record-schema.ts';

/** The operation without which nobody does it, whatever numbers they have. */
export const operationFor: Readonly<Record<Ability, string>> = {
  bill: 'claims.list-claims',
  prescribe: 'prescriptions.sign-prescription',
  refer: 'letters.sign-letter',
  'receive-labs': 'results.acknowledge-result',
};

/** One value, or a few, by which somebody outside the clinic knows a user. */
export interface ProviderField {
  /** Stands in the database and in the audit log, and is never used for anything else: `bc.billing-number`. */
  readonly key: string;
  readonly section: 'billing' | 'identifiers';
  /** As the guides and the forms of the province call it. */
  readonly label: string;
  /** What it is for, and who supplies it. */
  readonly help: string;
  /** What it must look like, where a public source says so. */
  readonly format?: {
    readonly pattern: RegExp;
    /** Spaces and hyphens are only how people write it: they are not kept. */
    readonly says: string;
  };
  /** The only values there are, in the words of a list. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** There may be more than one. */
  readonly several?: true;
  /** The number is one person's: two active users cannot have it. */
  readonly identifies?: true;
  /** A connection that works in the user's name: leaving ends it. */
  readonly isConnection?: true;
  /** For whom it is; for everybody when left out. */
  readonly types?: readonly UserType[];
}

export interface Province {
  readonly name: string;
  readonly fields: readonly ProviderField[];
  /** For each ability, what it takes: of every line one field, whichever of them the user has. */
  readonly takes: Readonly<Record<Ability, readonly (readonly string[])[]>>;
  /** Sites are registered for the Business Cost Premium. */
  readonly hasBcp?: true;
}
