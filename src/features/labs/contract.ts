import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import {
  FilledLine,
  Instant,
  IntegrationId,
  Line,
  nullable,
  PatientId,
  Person,
  ResultId,
  UserId,
  Version,
} from '#kernel/schema.ts';
import { HolderStep } from '../work/contract.ts';

const Integration = Type.Object({
  integrationId: IntegrationId,
  name: Type.String(),
  laboratory: Type.String(),
  /** By which the laboratory knows the connection. */
  account: Type.String(),
  /** A stopped one receives nothing and needs nobody. */
  running: Type.Boolean(),
  setUpAt: Instant,
  lastReceivedAt: nullable(Instant),
  author: Person,
  /** In whose name it runs. */
  holder: Person,
  cameFrom: nullable(Person),
  holders: Type.Array(HolderStep),
  version: Version,
});
export type Integration = Static<typeof Integration>;

export const ListIntegrations = operation({
  name: 'labs.list-integrations',
  says: 'See the connections to laboratories, and in whose name each runs.',
  method: 'GET',
  path: '/lab-integrations',
  input: Type.Object({}),
  output: Type.Object({ integrations: Type.Array(Integration) }),
  refusals: [],
});

const Changed = Type.Object({ integrationId: IntegrationId, version: Version });
const Fields = { name: FilledLine, laboratory: FilledLine, account: Line };

export const AddIntegration = operation({
  name: 'labs.add-integration',
  says: 'Record a connection to a laboratory.',
  method: 'POST',
  path: '/lab-integrations',
  input: Type.Object({ ...Fields, holderId: UserId }),
  output: Changed,
  refusals: ['user/not-found', 'work/holder-not-active', 'labs/name-taken'],
});

export const UpdateIntegration = operation({
  name: 'labs.update-integration',
  says: 'Change, stop or start a connection to a laboratory.',
  method: 'PUT',
  path: '/lab-integrations/{integrationId}',
  versioned: true,
  input: Type.Object({ integrationId: IntegrationId, ...Fields, running: Type.Boolean(), version: Version }),
  output: Changed,
  refusals: ['work/not-found', 'work/holder-not-active', 'labs/name-taken'],
});

export const TransferIntegration = operation({
  name: 'labs.transfer-integration',
  says: 'Let a connection to a laboratory run in another user’s name.',
  method: 'PUT',
  path: '/lab-integrations/{integrationId}/holder',
  input: Type.Object({ integrationId: IntegrationId, holderId: UserId }),
  output: Changed,
  refusals: ['work/not-found', 'user/not-found', 'work/holder-not-active'],
});

/** What becomes of a report in a file: a new result, another version of one that is here, nothing; or it is about nobody here. */
export const fates = ['new', 'corrected', 'known', 'nobody', 'doubt'] as const;
export type Fate = (typeof fates)[number];
/** Most bytes of a file of messages, and most messages in it. */
export const MOST_BYTES = 10 * 1024 * 1024;
export const MOST_MESSAGES = 10_000;
/** Most reports that are told one by one; all are counted. */
export const MOST_TOLD = 500;

const Count = Type.Integer();
const Counts = Type.Object({ new: Count, corrected: Count, known: Count, nobody: Count, doubt: Count });
export type Counts = Static<typeof Counts>;

const Told = Type.Object({
  /** Which of the file’s messages, from 1. */
  message: Count,
  fate: Type.Enum([...fates]),
  title: Type.String(),
  /** As the record has it; as the message has it where nobody here is meant for certain. */
  patientName: Type.String(),
  patientId: nullable(PatientId),
  /** A result that is here. */
  resultId: nullable(ResultId),
  /** Who ordered it or held it so far; of what was read, who holds it now. Nobody: the unassigned pool. */
  holder: nullable(Person),
});
export type Told = Static<typeof Told>;

const MessagesTold = {
  file: Type.String(),
  messages: Count,
  counts: Counts,
  /** Of these, how many are about patients closed to the caller: nothing else is told of them. */
  closed: Count,
  told: Type.Array(Told),
};
const MessageFile = {
  integrationId: IntegrationId,
  /** What the file is called, for messages and for the log. */
  file: FilledLine,
  /** Its bytes as they are, in base64: they tell in which letters it is written. */
  content: Type.String({ maxLength: 14_000_000, pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
};
const fileLimits = { patienceSeconds: 300, bodyLimitBytes: 15 * 1024 * 1024 };
const fileRefusals = ['work/not-found', 'labs/integration-stopped', 'labs/message-broken'] as const;

export const PreviewMessages = operation({
  name: 'labs.preview-messages',
  says: 'See what a laboratory’s file of results (HL7 v2) would bring, and for whom, before it is read.',
  method: 'POST',
  path: '/lab-integrations/{integrationId}/messages/preview',
  ...fileLimits,
  input: Type.Object(MessageFile),
  output: Type.Object(MessagesTold),
  refusals: [...fileRefusals],
});
export type MessagesPreview = Static<typeof PreviewMessages.output>;

export const ReadMessages = operation({
  name: 'labs.read-messages',
  says: 'Read a laboratory’s file of results (HL7 v2), whole or not at all.',
  method: 'POST',
  path: '/lab-integrations/{integrationId}/messages',
  ...fileLimits,
  input: Type.Object(MessageFile),
  output: Type.Object({
    ...MessagesTold,
    /** New or corrected, and held by nobody: they wait in the unassigned pool. */
    pooled: Count,
    /** New or corrected, and for somebody who has left. */
    arrivals: Count,
  }),
  refusals: [...fileRefusals],
});
export type MessagesRead = Static<typeof ReadMessages.output>;

export const ExportIntegrations = operation({
  name: 'labs.export-integrations',
  says: 'Take the connections to laboratories out as a file.',
  method: 'POST',
  path: '/lab-integrations/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({}),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});
