import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one } from '#test/staff.ts';
import { listInbox } from './list-inbox.ts';
import { sendMessage } from './send-message.ts';

export let db: TestDatabase;
export let c: Clinic;
const HOUR_MS = 3_600_000;
export const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

interface Words {
  readonly subject?: string;
  readonly body?: string;
  readonly patientId?: Id<'patient'>;
  readonly replyToId?: Id<'message'>;
}

export const send = (
  from: Member,
  to: readonly Member[],
  { subject = 'Knee MRI', body = 'Two words', ...about }: Words = {},
) => perform(db.pool, from.caller, sendMessage, { recipientIds: to.map(({ id }) => id), subject, body, ...about });

export const itemOf = (messageId: string, of: Member) =>
  one<Id<'item'>>(db.owner, 'select item_id from inbox_item where message_id = $1 and addressee_id = $2', [
    messageId,
    of.id,
  ]);

export const folder = (of: Member, name: 'inbox' | 'snoozed' | 'filed' | 'sent') =>
  answer(db.pool, of.caller, listInbox, { folder: name });

export const subjects = ({ items }: { items: readonly { subject: string }[] }) => items.map(({ subject }) => subject);
export const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);

export const asOwner = (sql: string, ...values: unknown[]) =>
  arrange(db.owner, c.id, () => db.owner.query(sql, values));

/** As the hand-over leaves somebody: work moved, no activity. */
export const leave = async (who: Member, to: Member) => {
  await asOwner('update inbox_item set holder_id = $2, came_from_id = $1 where open_holder_id = $1', who.id, to.id);
  await asOwner('delete from active_user where user_id = $1', who.id);
};

/** For each test file of these. */
export function setUp(): void {
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    c = await clinic(db.owner);
  });
}
