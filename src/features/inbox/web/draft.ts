import type { Id } from '#kernel/brand.ts';
import type { PatientChoice } from '#web/ui/patient-field.tsx';
import { inboxWords } from '#web/words/inbox.ts';
import type { Message } from '../contract.ts';

const words = inboxWords.compose;

interface GroupChosen {
  readonly groupId: Id<'group'>;
  readonly name: string;
}

interface Recipient {
  readonly userId: Id<'user'>;
  readonly name: string;
}

/** A message that is being written. */
export interface Draft {
  /** One draft for each thing that is written: a new message, an answer to this one, this one forwarded. */
  readonly draftId: string;
  readonly kind: 'new' | 'reply' | 'forward';
  readonly recipients: readonly Recipient[];
  readonly groups: readonly GroupChosen[];
  readonly subject: string;
  readonly body: string;
  readonly patient: PatientChoice | null;
  readonly replyToId: Id<'message'> | null;
}

export const newDraft: Draft = {
  draftId: 'new',
  kind: 'new',
  recipients: [],
  groups: [],
  subject: '',
  body: '',
  patient: null,
  replyToId: null,
};

/** An answer to the author; to what one wrote oneself, to those who received it. */
export const replyTo = ({ messageId, author, recipients, subject, patient }: Message, ownId: string): Draft => ({
  draftId: `reply ${messageId}`,
  kind: 'reply',
  recipients: author.userId === ownId ? recipients : [author],
  groups: [],
  subject: words.re(subject),
  body: '',
  patient,
  replyToId: messageId,
});

/** The message for somebody else, with its words; `sentAt` as it is said in the clinic. */
export const forward = ({ messageId, author, subject, body, patient }: Message, sentAt: string): Draft => ({
  draftId: `forward ${messageId}`,
  kind: 'forward',
  recipients: [],
  groups: [],
  subject: words.fwd(subject),
  body: words.quoted(author.name, sentAt, body),
  patient,
  replyToId: null,
});
