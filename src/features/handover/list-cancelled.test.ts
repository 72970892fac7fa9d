import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { openPool } from '#kernel/db.ts';
import { answer } from '#kernel/query.ts';
import { letterOf } from '../outbox/letter.ts';
import { type DueMail, withNextMail } from '../outbox/store.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, PASSWORD, patients } from '#test/staff.ts';
import { block, openWork, toUser, without } from '#test/work.ts';
import { deactivateUser } from './deactivate-user.ts';
import { kinds } from './kinds.ts';
import { listCancelled } from './list-cancelled.ts';
import { previewDeactivation } from './preview-deactivation.ts';

let db: TestDatabase;
/** As a server that sends mail. */
let sending: Pool;
let c: Clinic;
let chart: Id<'patient'>[];
beforeAll(async () => {
  db = await testDatabase();
  sending = openPool((db.pool.options as { connectionString: string }).connectionString, 5, { sendsMail: true });
});
afterAll(async () => {
  await sending.end();
  await db.drop();
});
beforeEach(async () => {
  c = await clinic(db.owner);
  chart = await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou', 'Chan, Mei']);
  await arrange(db.owner, c.id, async () => {
    await db.owner.query(`update patient set email = 'pia@home.example' where patient_id = $1`, [chart[0]]);
    await db.owner.query(`update patient set phone = '604-555-0101' where patient_id = $1`, [chart[1]]);
  });
  await openWork(db.owner, c, c.bo.id, chart);
});

async function leave(pool: Pool) {
  const plan = [
    without('appointment', 'cancel'),
    ...kinds.filter(({ kind }) => kind !== 'appointment').map(({ kind }) => toUser(kind, c.cy.id)),
  ];
  const { planHash } = await answer(pool, c.ada.caller, previewDeactivation, { userId: c.bo.id, plan });
  const input = { userId: c.bo.id, plan, planHash, reason: 'left' };
  return (await perform(pool, c.ada.caller, deactivateUser, input, { password: PASSWORD })).handoverId;
}
const called = (items: readonly { readonly name: string | null; readonly phone: string }[]) =>
  items.map(({ name, phone }) => `${name} ${phone}`).toSorted((a, b) => (a < b ? -1 : 1));
const read = (handoverId: Id<'handover'>) => answer(db.pool, c.ada.caller, listCancelled, { handoverId });

test('patients with an address are written to, and the others are listed to be called', async () => {
  const handoverId = await leave(sending);
  const { told, toCall, items, next } = await read(handoverId);
  expect([told, toCall, next]).toEqual([1, 2, null]);
  expect(called(items)).toEqual(['Lou Berg 604-555-0101', 'Mei Chan ']);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ facts: { patientsTold: 1 } });

  const mails: DueMail[] = [];
  while (
    await withNextMail(sending, async (mail) => {
      mails.push(mail);
      return 'sent';
    })
  );
  const mail = mails.find(({ kind, to }) => kind === 'appointment-cancelled' && to === 'pia@home.example');
  const { subject, text } = letterOf(mail as DueMail, 'https://clinic.example');
  expect(subject).toContain('your appointment is cancelled');
  expect(text).toMatch(/^Hello Pia,\n\nYour appointment on .* is cancelled\./);
  // Neither who, nor why, nor a way in.
  expect(text).not.toMatch(/Castellane|https/);
});

test('where no mail is sent, everybody is to be called; of a patient closed to the reader only that there is one', async () => {
  await block(db.owner, c, c.ada.id, chart.slice(1, 2));
  const { told, toCall, items } = await read(await leave(db.pool));
  expect([told, toCall]).toEqual([0, 3]);
  expect(called(items)).toEqual(['Mei Chan ', 'Pia Arroyo ', 'null ']);
});

test('whoever would come first is called first, over the pages too', async () => {
  const many = await patients(
    db.owner,
    c.id,
    Array.from({ length: 120 }, (_, n) => `Number ${n}, Pat`),
  );
  await openWork(db.owner, c, c.bo.id, many.toReversed());
  const handoverId = await leave(db.pool);
  const first = await read(handoverId);
  const then = await answer(db.pool, c.ada.caller, listCancelled, { handoverId, after: first.next ?? '' });
  const all = [...first.items, ...then.items];
  expect([all.length, new Set(all.map(({ itemId }) => itemId)).size, then.next]).toEqual([123, 123, null]);
  const at = all.map(({ startsAt }) => Date.parse(startsAt ?? ''));
  expect(at).toEqual(at.toSorted((a, b) => a - b));
});

test('handover/receipt-not-found', async () => {
  await expect(read(c.id as never)).rejects.toThrow('handover/receipt-not-found');
});

test('request/cursor-unknown', async () => {
  const asked = { handoverId: c.id as never, after: 'x' };
  await expect(answer(db.pool, c.ada.caller, listCancelled, asked)).rejects.toThrow('request/cursor-unknown');
});
