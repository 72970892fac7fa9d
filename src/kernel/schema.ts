import { Type } from 'typebox';
import type { Id } from './brand.ts';

const id = <Of extends string>() => Type.Unsafe<Id<Of>>(Type.String({ format: 'uuid' }));

/** The identifiers that contracts speak of, each a UUID of its own brand. */
export const UserId = id<'user'>();
export const PatientId = id<'patient'>();
export const SiteId = id<'site'>();
export const RoleId = id<'role'>();
export const SessionId = id<'session'>();
export const AppointmentId = id<'appointment'>();
export const NoteId = id<'note'>();
export const MessageId = id<'message'>();
export const InboxItemId = id<'item'>();
export const TaskId = id<'task'>();
export const ResultId = id<'result'>();
export const ClaimId = id<'claim'>();
export const ConversationId = id<'conversation'>();
export const IntegrationId = id<'integration'>();
export const TemplateId = id<'template'>();
export const GroupId = id<'group'>();
export const StandingRuleId = id<'rule'>();
export const TaskTypeId = id<'type'>();
export const SentId = id<'sent'>();
export const RecurringId = id<'recurring'>();
export const LetterId = id<'letter'>();
export const PrescriptionId = id<'prescription'>();
export const HandoverId = id<'handover'>();
/** A piece of open work, of whatever kind. */
export const ItemId = id<'work'>();
export const SetId = id<'set'>();
export const NoticeId = id<'notice'>();
export const ReviewId = id<'review'>();
export const QueryId = id<'query'>();
export const PasskeyId = id<'passkey'>();
export const EmergencyAccessId = id<'access'>();
export const BlockId = id<'block'>();
export const FileId = id<'file'>();
export const AbsenceId = id<'absence'>();

// The years that people mean; PostgreSQL has no year 0.
const fromYear1000 = { pattern: '^[1-9]' };
/** An instant, ISO 8601 in UTC. */
export const Instant = Type.String({ format: 'date-time', ...fromYear1000 });
/** A day of the clinic's calendar, `YYYY-MM-DD`. */
export const Day = Type.String({ format: 'date', ...fromYear1000 });
/** What is known of a day: `YYYY-MM-DD`, or the month or year alone, `YYYY-MM` or `YYYY`. */
export const KnownDay = Type.Union([Day, Type.String({ pattern: '^[1-9]\\d{3}(-(0[1-9]|1[0-2]))?$' })]);
/** A clock time of the clinic, `HH:MM`. */
export const ClockTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });
/** A moment by the clinic's calendar and clock. */
export const ClinicTime = Type.Object({ day: Day, time: ClockTime });
/** A moment that has been, by the clinic's calendar and clock: a day without a time is its beginning, without a day it is now. */
export const AsOf = { day: Type.Optional(Day), time: Type.Optional(ClockTime) };
/** What an editable thing counts up with each change. */
export const Version = Type.Integer({ minimum: 1 });
/** Why somebody does something, in words. */
export const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });
/** A line of text that may be left empty. */
export const Line = Type.String({ maxLength: 200, pattern: '^[^\\x00-\\x1f]*$' });
/** A line of text with something in it. */
export const FilledLine = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\x00-\\x1f]*\\S[^\\x00-\\x1f]*$' });
/** Several lines of text. */
export const Prose = Type.String({ maxLength: 20_000, pattern: '^[^\\x00]*$' });
/** Where the page before ended; given back unread. */
export const Cursor = Type.String({ maxLength: 600 });
/** A person as history and drop-downs name them. */
export const Person = Type.Object({ userId: UserId, name: Type.String(), deactivated: Type.Boolean() });

export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
