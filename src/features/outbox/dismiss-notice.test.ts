import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries, type Member } from '#test/staff.ts';
import { setLoginExpiry } from '../credentials/set-login-expiry.ts';
import { readSession } from '../sign-in/read-session.ts';
import { dismissNotice } from './dismiss-notice.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  const expires = { day: '2999-06-30', time: '17:00' };
  await perform(db.pool, c.ada.caller, setLoginExpiry, { userId: c.bo.id, expires });
});

const notices = async (who: Member) => (await answer(db.pool, who.caller, readSession, {})).notices;
const dismiss = async (who: Member) => {
  const [notice] = await notices(c.bo);
  return notice && perform(db.pool, who.caller, dismissNotice, { noticeId: notice.noticeId });
};

test('a notice is its user’s alone, and stays until it is put away', async () => {
  expect([await notices(c.ada), (await notices(c.bo)).length]).toEqual([[], 1]);
  await dismiss(c.bo);
  expect(await notices(c.bo)).toEqual([]);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ actor_id: c.bo.id, action: 'outbox.dismiss-notice' });
});

test('notice/not-found', async () => {
  await expect(dismiss(c.cy)).rejects.toThrow('notice/not-found');
  const [notice] = await notices(c.bo);
  await dismiss(c.bo);
  const again = perform(db.pool, c.bo.caller, dismissNotice, { noticeId: notice?.noticeId ?? ('' as never) });
  await expect(again).rejects.toThrow('notice/not-found');
});
