import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import {
  ConversationId,
  Cursor,
  FilledLine,
  Instant,
  Line,
  nullable,
  PatientId,
  Person,
  Prose,
  UserId,
  Version,
} from '#kernel/schema.ts';
import { InOrder, HolderStep, PatientNamed, Waiting } from '../work/contract.ts';

export const folders = ['open', 'pool', 'all'] as const;
export type Folder = (typeof folders)[number];
/** All but the last are open. */
export const conversationStatuses = ['to-answer', 'draft', 'awaiting-reply', 'closed'] as const;
export type ConversationStatus = (typeof conversationStatuses)[number];

const Summary = {
  conversationId: ConversationId,
  patient: nullable(PatientNamed),
  subject: Type.String(),
  /** Who is written to, outside of the clinic. */
  party: Type.String(),
  organization: Type.String(),
  status: Type.Enum([...conversationStatuses]),
  /** When something was last said. */
  lastAt: Instant,
  /** Who began it; never changes. */
  author: Person,
  /** Who must answer, or see to it that an answer comes; nobody while it waits in the pool. */
  holder: nullable(Person),
  cameFrom: nullable(Person),
  /** Whom it was for, who had left when it came. */
  arrivedFor: nullable(Person),
};
const ConversationSummary = Type.Object(Summary);
export type ConversationSummary = Static<typeof ConversationSummary>;

export const ListConversations = operation({
  name: 'secure-messages.list-conversations',
  says: 'See the conversations with outside parties that one holds, those in the pool, and all of the clinic’s.',
  method: 'GET',
  path: '/conversations',
  doctor: true,
  input: Type.Object({
    /** `open` when left out: one’s own, the longest waiting first. */
    folder: Type.Optional(Type.Enum([...folders])),
    status: Type.Optional(Type.Enum([...conversationStatuses])),
    patientId: Type.Optional(PatientId),
    ...InOrder,
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({ conversations: Type.Array(ConversationSummary), next: nullable(Cursor), waiting: Waiting }),
  refusals: ['patient/not-found', 'request/cursor-unknown'],
});

export const ExportConversations = operation({
  name: 'secure-messages.export-conversations',
  says: 'Take the conversations that a list shows out as a file, without what was said.',
  method: 'POST',
  path: '/conversations/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({
    folder: Type.Optional(Type.Enum([...folders])),
    status: Type.Optional(Type.Enum([...conversationStatuses])),
    ...InOrder,
  }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});

/** Looking at a conversation is an act: it leaves an entry. */
export const ReadConversation = operation({
  name: 'secure-messages.read-conversation',
  says: 'Read a conversation with an outside party.',
  method: 'POST',
  path: '/conversations/{conversationId}/readings',
  doctor: true,
  input: Type.Object({ conversationId: ConversationId }),
  output: Type.Object({
    ...Summary,
    address: Type.String(),
    draft: Type.String(),
    openedAt: Instant,
    messages: Type.Array(
      Type.Object({
        line: Type.Integer(),
        /** Null: the outside party. */
        author: nullable(Person),
        body: Type.String(),
        at: Instant,
      }),
    ),
    holders: Type.Array(HolderStep),
    version: Version,
  }),
  refusals: ['work/not-found'],
});
export type ConversationRead = Static<typeof ReadConversation.output>;

const Changed = Type.Object({ conversationId: ConversationId, version: Version });

export const OpenConversation = operation({
  name: 'secure-messages.open-conversation',
  says: 'Begin a conversation with an outside party.',
  method: 'POST',
  path: '/conversations',
  doctor: true,
  input: Type.Object({
    party: FilledLine,
    organization: Line,
    address: FilledLine,
    subject: FilledLine,
    patientId: nullable(PatientId),
    body: Prose,
    /** Sent, or kept as a draft. */
    send: Type.Boolean(),
  }),
  output: Changed,
  refusals: ['patient/not-found', 'conversation/empty'],
});

/** The clinic’s own service carries it; what is kept is what was said, and when. */
export const WriteMessage = operation({
  name: 'secure-messages.write-message',
  says: 'Write in a conversation that one holds, and send it or keep it as a draft.',
  method: 'POST',
  path: '/conversations/{conversationId}/messages',
  doctor: true,
  versioned: true,
  input: Type.Object({ conversationId: ConversationId, body: Prose, send: Type.Boolean(), version: Version }),
  output: Changed,
  refusals: ['work/not-found', 'work/already-closed', 'work/not-yours', 'conversation/empty'],
});

/** Comes to its holder; when the holder has left, into the pool. Also after the conversation was closed. */
export const RecordReply = operation({
  name: 'secure-messages.record-reply',
  says: 'Record what an outside party has answered.',
  method: 'POST',
  path: '/conversations/{conversationId}/replies',
  doctor: true,
  input: Type.Object({ conversationId: ConversationId, body: Prose }),
  output: Changed,
  refusals: ['work/not-found', 'conversation/empty', 'conversation/not-sent'],
});

export const CloseConversation = operation({
  name: 'secure-messages.close-conversation',
  says: 'Close a conversation that needs nothing more.',
  method: 'DELETE',
  path: '/conversations/{conversationId}',
  doctor: true,
  input: Type.Object({ conversationId: ConversationId }),
  output: Changed,
  refusals: ['work/not-found', 'work/already-closed', 'work/not-yours'],
});

export const GiveConversation = operation({
  name: 'secure-messages.give-conversation',
  says: 'Give a conversation to somebody else, or lay it in the pool.',
  method: 'PUT',
  path: '/conversations/{conversationId}/holder',
  doctor: true,
  input: Type.Object({ conversationId: ConversationId, holderId: nullable(UserId) }),
  output: Type.Object({ conversationId: ConversationId }),
  refusals: ['work/not-found', 'work/already-closed', 'work/not-yours', 'user/not-found', 'work/holder-not-active'],
});

export const TakeConversation = operation({
  name: 'secure-messages.take-conversation',
  says: 'Take a conversation out of the pool.',
  method: 'POST',
  path: '/conversations/{conversationId}/holder',
  doctor: true,
  input: Type.Object({ conversationId: ConversationId }),
  output: Type.Object({ conversationId: ConversationId }),
  refusals: ['work/not-found', 'work/already-closed', 'work/already-taken'],
});
