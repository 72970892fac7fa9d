import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import {
  Cursor,
  FilledLine,
  GroupId,
  InboxItemId,
  Instant,
  MessageId,
  nullable,
  PatientId,
  Person,
  Prose,
  UserId,
} from '#kernel/schema.ts';
import { HandStep } from '../work/contract.ts';

export const folders = ['inbox', 'snoozed', 'filed', 'sent'] as const;
export type Folder = (typeof folders)[number];

const Patient = Type.Object({ patientId: PatientId, name: Type.String() });

const InboxLine = Type.Object({
  itemId: InboxItemId,
  messageId: MessageId,
  author: Person,
  subject: Type.String(),
  /** How the message begins, on one line. */
  start: Type.String(),
  patient: nullable(Patient),
  /** When it came or comes back; when it was filed or sent in those folders. */
  at: Instant,
  /** By its holder; in the pool nothing is. */
  unread: Type.Boolean(),
  snoozedUntil: nullable(Instant),
  /** Whose it was before a hand-over. */
  cameFrom: nullable(Person),
  /** Whose it is to answer: the caller, or whoever the caller covers for. Nobody where nothing waits. */
  holder: nullable(Person),
  /** Whom it was for, who had left when it came. */
  arrivedFor: nullable(Person),
  /** In the folder `sent`: the first three by name, and how many there are. */
  recipients: Type.Array(Person),
  recipientCount: Type.Integer(),
});
export type InboxLine = Static<typeof InboxLine>;

/** What waits: filed and sent messages do not, and are not counted. */
const Counts = Type.Object({
  inbox: Type.Integer(),
  unread: Type.Integer(),
  snoozed: Type.Integer(),
  pool: Type.Integer(),
});

const List = Type.Object({
  items: Type.Array(InboxLine),
  next: nullable(Cursor),
  counts: Counts,
  /** Open messages of the caller's own about patients who are closed to the caller. */
  withheld: Type.Integer(),
});
export type InboxList = Static<typeof List>;

export const ListInbox = operation({
  name: 'inbox.list-inbox',
  says: 'See one’s own inbox: what came, what is snoozed, filed and sent.',
  method: 'GET',
  path: '/inbox',
  doctor: true,
  input: Type.Object({
    folder: Type.Enum([...folders]),
    /** Only what has not been read; for the folder `inbox`. */
    unread: Type.Optional(Type.Boolean()),
    after: Type.Optional(Cursor),
  }),
  output: List,
  refusals: ['request/cursor-unknown'],
});

export const ListPool = operation({
  name: 'inbox.list-pool',
  says: 'See the messages in the clinic’s unassigned pool.',
  method: 'GET',
  path: '/inbox/pool',
  doctor: true,
  input: Type.Object({ after: Type.Optional(Cursor) }),
  output: List,
  refusals: ['request/cursor-unknown'],
});

export const itemStates = ['inbox', 'snoozed', 'filed', 'pool', 'elsewhere'] as const;
/** Where an item is for whoever looks; `elsewhere`: with somebody else, who got it from the reader. */
export type ItemState = (typeof itemStates)[number];

/** Reading a message is an act: it leaves an entry. */
export const ReadMessage = operation({
  name: 'inbox.read-message',
  says: 'Read a message of one’s own, or one that waits in the pool.',
  method: 'POST',
  path: '/inbox/{itemId}/readings',
  doctor: true,
  input: Type.Object({ itemId: InboxItemId }),
  output: Type.Object({
    itemId: InboxItemId,
    messageId: MessageId,
    state: Type.Enum([...itemStates]),
    /** It was unread until now. */
    wasUnread: Type.Boolean(),
    author: Person,
    recipients: Type.Array(Person),
    /** Who has it on their desk; null while it is in the pool. */
    holder: nullable(Person),
    cameFrom: nullable(Person),
    arrivedFor: nullable(Person),
    patient: nullable(Patient),
    subject: Type.String(),
    body: Type.String(),
    sentAt: Instant,
    snoozedUntil: nullable(Instant),
    filedAt: nullable(Instant),
    /** From hand to hand since it came, oldest first. */
    hands: Type.Array(HandStep),
    /** What it replies to, the latest first, as far as the reader took part in it. */
    thread: Type.Array(
      Type.Object({
        messageId: MessageId,
        author: Person,
        sentAt: Instant,
        subject: Type.String(),
        body: Type.String(),
      }),
    ),
  }),
  refusals: ['inbox/message-not-found'],
});
export type Message = Static<typeof ReadMessage.output>;

export const SendMessage = operation({
  name: 'inbox.send-message',
  says: 'Write, answer or forward a message to colleagues.',
  method: 'POST',
  path: '/messages',
  doctor: true,
  input: Type.Object({
    recipientIds: Type.Array(UserId, { maxItems: 100, uniqueItems: true }),
    /** Everybody who is in one of these groups then, but for the author. */
    groupIds: Type.Optional(Type.Array(GroupId, { maxItems: 20, uniqueItems: true })),
    subject: FilledLine,
    body: Prose,
    patientId: Type.Optional(nullable(PatientId)),
    replyToId: Type.Optional(nullable(MessageId)),
  }),
  output: Type.Object({ messageId: MessageId }),
  refusals: [
    'inbox/recipient-not-active',
    'inbox/recipient-locked',
    'inbox/recipient-missing',
    'inbox/group-not-found',
    'inbox/message-not-found',
    'patient/not-found',
    'patient/closed',
  ],
});

const Touched = Type.Object({ itemId: InboxItemId });

export const FileMessage = operation({
  name: 'inbox.file-message',
  says: 'File a message: it is dealt with.',
  method: 'PUT',
  path: '/inbox/{itemId}/filing',
  doctor: true,
  input: Type.Object({ itemId: InboxItemId }),
  output: Touched,
  refusals: ['inbox/message-not-found', 'inbox/already-filed'],
});

export const UnfileMessage = operation({
  name: 'inbox.unfile-message',
  says: 'Take a filed message back to the inbox.',
  method: 'DELETE',
  path: '/inbox/{itemId}/filing',
  doctor: true,
  input: Type.Object({ itemId: InboxItemId }),
  output: Touched,
  refusals: ['inbox/message-not-found', 'inbox/not-filed'],
});

/** It comes back to the top of the inbox by itself. */
export const SnoozeMessage = operation({
  name: 'inbox.snooze-message',
  says: 'Snooze a message until a time, or bring it back now.',
  method: 'PUT',
  path: '/inbox/{itemId}/snooze',
  doctor: true,
  /** `until`: to come, and within a year; null brings it back now. */
  input: Type.Object({ itemId: InboxItemId, until: nullable(Instant) }),
  output: Type.Object({ itemId: InboxItemId, snoozedUntil: nullable(Instant) }),
  refusals: ['inbox/message-not-found', 'inbox/already-filed', 'inbox/snooze-in-the-past', 'inbox/snooze-too-far'],
});

export const MarkUnread = operation({
  name: 'inbox.mark-unread',
  says: 'Mark a message unread.',
  method: 'PUT',
  path: '/inbox/{itemId}/unread',
  doctor: true,
  input: Type.Object({ itemId: InboxItemId }),
  output: Touched,
  refusals: ['inbox/message-not-found'],
});

export const TakeMessage = operation({
  name: 'inbox.take-message',
  says: 'Take a message from the pool into one’s own inbox.',
  method: 'PUT',
  path: '/inbox/{itemId}/holder',
  doctor: true,
  input: Type.Object({ itemId: InboxItemId }),
  output: Touched,
  refusals: ['inbox/message-not-found', 'inbox/already-taken'],
});

/** Forwarding sends another copy; this moves the work itself. Its author and its words stay. */
export const GiveMessage = operation({
  name: 'inbox.give-message',
  says: 'Let a colleague deal with an open message, or lay it into the pool.',
  method: 'PUT',
  path: '/inbox/{itemId}/assignment',
  doctor: true,
  input: Type.Object({ itemId: InboxItemId, holderId: nullable(UserId) }),
  output: Touched,
  refusals: ['inbox/message-not-found', 'inbox/already-filed', 'user/not-found', 'work/holder-not-active'],
});

export const ExportInbox = operation({
  name: 'inbox.export-inbox',
  says: 'Take the messages that a folder shows out as a file, without their text.',
  method: 'POST',
  path: '/inbox/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({
    folder: Type.Enum([...folders, 'pool']),
    /** Only what has not been read; for the folder `inbox`. */
    unread: Type.Optional(Type.Boolean()),
  }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});
