import type { Id } from '#kernel/brand.ts';
import { letterWords } from '#web/words/letters.ts';
import type { Difference } from '#web/ui/both-versions.tsx';
import type { LetterChoices, LetterRead } from '../contract.ts';

const words = letterWords.form;

/** A letter as the form holds it. */
export interface LetterDraft {
  readonly siteId: Id<'site'>;
  readonly recipient: string;
  readonly organization: string;
  readonly address: string;
  readonly fax: string;
  readonly subject: string;
  readonly body: string;
  readonly ready: boolean;
}

export const emptyDraft = (siteId: Id<'site'>): LetterDraft => ({
  siteId,
  recipient: '',
  organization: '',
  address: '',
  fax: '',
  subject: '',
  body: '',
  ready: false,
});

export const draftOf = ({
  siteId,
  recipient,
  organization,
  address,
  fax,
  subject,
  body,
  status,
}: LetterRead): LetterDraft => ({
  siteId,
  recipient,
  organization,
  address,
  fax,
  subject,
  body,
  ready: status === 'to-sign',
});

/** The fields that must be filled in before it can be saved, by the name of the field. */
export const missingOf = ({ recipient, subject, body, ready }: LetterDraft) => [
  ...(recipient.trim() ? [] : [{ field: 'recipient', label: words.recipient }]),
  ...(subject.trim() ? [] : [{ field: 'subject', label: words.subject }]),
  ...(ready && !body.trim() ? [{ field: 'body', label: words.body }] : []),
];

type Field = keyof LetterDraft;
const fields = Object.keys(emptyDraft('' as Id<'site'>)) as Field[];

export const differs = (one: LetterDraft, other: LetterDraft): boolean =>
  fields.some((field) => one[field] !== other[field]);

interface Versions {
  /** As both began with it. */
  readonly base: LetterDraft;
  readonly mine: LetterDraft;
  readonly theirs: LetterDraft;
}

/** The fields in which two versions differ, in words. */
export function differences({ base, mine, theirs }: Versions, sites: LetterChoices['sites']): Difference<Field>[] {
  const said = (draft: LetterDraft, field: Field): string => {
    if (field === 'siteId') return sites.find(({ siteId }) => siteId === draft.siteId)?.name ?? '';
    if (field === 'ready') return draft.ready ? letterWords.statuses['to-sign'] : letterWords.statuses['to-create'];
    return draft[field];
  };
  return fields
    .filter((field) => mine[field] !== theirs[field])
    .map((field) => ({
      field,
      label: field === 'siteId' ? words.site : words[field],
      mine: said(mine, field),
      theirs: said(theirs, field),
      proposed: theirs[field] === base[field] ? 'mine' : 'theirs',
    }));
}

/** What is saved by now, with those fields of mine that are to stand. */
export const merged = (mine: LetterDraft, theirs: LetterDraft, ofMine: readonly Field[]): LetterDraft => ({
  ...theirs,
  ...Object.fromEntries(ofMine.map((field) => [field, mine[field]])),
});
