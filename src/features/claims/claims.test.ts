import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import type { ClaimStatus, Folder } from './contract.ts';
import { listClaims } from './list-claims.ts';
import { readClaim } from './read-claim.ts';
import { giveClaim } from './give-claim.ts';
import { passClaim } from './pass-claim.ts';
import { recordPayment } from './record-payment.ts';
import { recordRejection } from './record-rejection.ts';
import { submitClaim } from './submit-claim.ts';
import { takeClaim } from './take-claim.ts';
import { withdrawClaim } from './withdraw-claim.ts';

let db: TestDatabase;
let c: Clinic;
let greaves: Id<'patient'>;
let tolland: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [greaves, tolland] = (await patients(db.owner, c.id, ['Greaves, Anselm', 'Tolland, Emeric'])) as [
    Id<'patient'>,
    Id<'patient'>,
  ];
});

interface Arranged {
  readonly service?: string;
  readonly on?: string;
  readonly holder?: Member | null;
  readonly patientId?: Id<'patient'>;
  readonly status?: ClaimStatus;
}
const claim = ({ service = 'Visit', on = '2026-03-01', holder = c.bo, ...more }: Arranged): Promise<Id<'claim'>> =>
  arrange(db.owner, c.id, () => {
    const { patientId = greaves, status = 'awaiting-payment' } = more;
    return one(
      db.owner,
      `insert into claim (clinic_id, patient_id, biller_id, holder_id, came_from_id, service, service_on, amount_cents, currency, status)
       values ($1, $2, $3, $4, $3, $5, $6, 123456, 'CAD', $7) returning claim_id`,
      [c.id, patientId, c.cy.id, holder?.id ?? null, service, on, status],
    );
  });

const list = (folder: Folder, who: Member = c.bo, more: { patientId?: Id<'patient'>; after?: string } = {}) =>
  answer(db.pool, who.caller, listClaims, { folder, ...more });
const services = async (...asked: Parameters<typeof list>) =>
  (await list(...asked)).claims.map(({ service }) => service);
const read = (claimId: Id<'claim'>, who: Member = c.bo) => answer(db.pool, who.caller, readClaim, { claimId });
const take = (claimId: Id<'claim'>, who: Member = c.bo) => perform(db.pool, who.caller, takeClaim, { claimId });
const holderOf = (claimId: Id<'claim'>) =>
  one(db.owner, 'select open_holder_id from claim where claim_id = $1', [claimId]);

describe('a list of claims', () => {
  test('shows one’s own open ones, the oldest first, in integer cents', async () => {
    await claim({ service: 'March', on: '2026-03-01' });
    await claim({ service: 'February', on: '2026-02-01', status: 'rejected' });
    await claim({ service: 'Paid', status: 'paid' });
    await claim({ service: 'Somebody else’s', holder: c.cy });
    const { claims, waiting } = await list('open');
    expect(claims.map(({ service }) => service)).toEqual(['February', 'March']);
    expect(claims[1]).toEqual({
      claimId: expect.any(String),
      patient: { patientId: greaves, demographicNumber: 1, lastName: 'Greaves', firstName: 'Anselm' },
      service: 'March',
      serviceOn: '2026-03-01',
      amountCents: 123456,
      currency: 'CAD',
      status: 'awaiting-payment',
      madeAt: expect.stringMatching(/Z$/),
      biller: { userId: c.cy.id, name: 'Cy Okonjo', deactivated: false },
      holder: { userId: c.bo.id, name: 'Bo Castellane', deactivated: false },
      cameFrom: { userId: c.cy.id, name: 'Cy Okonjo', deactivated: false },
      arrivedFor: null,
    });
    expect(waiting).toEqual({ open: 2, withheld: 0, pool: 0, poolWithheld: 0 });
  });

  test('of all shows the clinic’s, latest first, and one patient’s when asked', async () => {
    await claim({ service: 'Old', on: '2020-02-01', status: 'paid' });
    await claim({ service: 'New', holder: c.cy, patientId: tolland });
    expect(await services('all')).toEqual(['New', 'Old']);
    expect(await services('all', c.bo, { patientId: greaves })).toEqual(['Old']);
  });

  test('pages through every claim once, forwards and backwards in time', async () => {
    for (let n = 0; n < 60; n++) await claim({ service: `C${n}`, on: `2026-0${1 + (n % 3)}-01` });
    for (const folder of ['open', 'all'] as const) {
      const seen: string[] = [];
      const days: string[] = [];
      let after: string | undefined;
      do {
        const page = await list(folder, c.bo, after ? { after } : {});
        seen.push(...page.claims.map(({ service }) => service));
        days.push(...page.claims.map(({ serviceOn }) => serviceOn));
        after = page.next ?? undefined;
      } while (after);
      expect(new Set(seen).size).toBe(60);
      expect(seen).toHaveLength(60);
      expect(days).toEqual(folder === 'open' ? days.toSorted() : days.toSorted().toReversed());
    }
  });

  test('keeps closed patients out and says how many are withheld', async () => {
    await claim({ service: 'Open' });
    await claim({ service: 'Closed', patientId: tolland });
    await claim({ service: 'Closed in the pool', patientId: tolland, holder: null });
    await block(db.owner, c, c.bo.id, [tolland]);
    await block(db.owner, c, c.bo.id, [tolland]);
    for (const folder of ['open', 'all'] as const) expect(await services(folder)).toEqual(['Open']);
    expect(await services('pool')).toEqual([]);
    expect((await list('open')).waiting).toEqual({ open: 1, withheld: 1, pool: 0, poolWithheld: 1 });
    await expect(list('all', c.bo, { patientId: tolland })).rejects.toMatchObject({ code: 'patient/closed' });
  });

  test('is refused to whoever lacks the permission and for a cursor of somebody’s making', async () => {
    await expect(list('open', c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
    for (const after of ['x', Buffer.from('[9000000,"x"]').toString('base64url')]) {
      await expect(list('open', c.bo, { after })).rejects.toMatchObject({ code: 'request/cursor-unknown' });
    }
  });

  test('holds nothing of another clinic', async () => {
    await claim({});
    const other = await clinic(db.owner);
    expect((await list('all', other.bo)).claims).toEqual([]);
  });
});

describe('a claim', () => {
  test('can be looked at by whoever may see the patient', async () => {
    const claimId = await claim({ service: 'Visit', holder: c.cy });
    expect(await read(claimId)).toMatchObject({ claimId, service: 'Visit', amountCents: 123456 });
    const other = await clinic(db.owner);
    await expect(read(claimId, other.bo)).rejects.toMatchObject({ code: 'claim/not-found' });
    await expect(read(claimId, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
    await block(db.owner, c, c.bo.id, [greaves]);
    await expect(read(claimId)).rejects.toMatchObject({ code: 'claim/not-found' });
  });

  test('is taken out of the pool once, and only while it is open', async () => {
    const claimId = await claim({ holder: null });
    expect((await list('pool')).waiting).toMatchObject({ open: 0, pool: 1 });
    await take(claimId);
    expect(await holderOf(claimId)).toBe(c.bo.id);
    expect((await entries(db.owner, c.id)).at(-1)).toEqual({
      actor_id: c.bo.id,
      action: 'claims.take-claim',
      outcome: 'done',
      subject_user_id: null,
      patient_id: greaves,
      reason: null,
      facts: { claimId, before: { holderId: null }, after: { holderId: c.bo.id } },
    });
    await expect(take(claimId, c.cy)).rejects.toMatchObject({ code: 'claim/already-taken' });
    const paid = await claim({ holder: null, status: 'paid' });
    await expect(take(paid)).rejects.toMatchObject({ code: 'claim/already-taken' });
  });

  test('is not taken by whoever may not, nor for a closed patient, nor from another clinic', async () => {
    const claimId = await claim({ holder: null });
    const other = await clinic(db.owner);
    await expect(take(claimId, other.bo)).rejects.toMatchObject({ code: 'claim/not-found' });
    await expect(take(claimId, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
    await block(db.owner, c, c.bo.id, [greaves]);
    await expect(take(claimId)).rejects.toMatchObject({ code: 'claim/not-found' });
    expect(await holderOf(claimId)).toBeNull();
  });
});

describe('following a claim up', () => {
  const submit = (claimId: Id<'claim'>, who: Member = c.bo) => perform(db.pool, who.caller, submitClaim, { claimId });
  const pay = (claimId: Id<'claim'>, who: Member = c.bo) => perform(db.pool, who.caller, recordPayment, { claimId });
  const reject = (claimId: Id<'claim'>, who: Member = c.bo) =>
    perform(db.pool, who.caller, recordRejection, { claimId, reason: 'wrong number' });
  const withdraw = (claimId: Id<'claim'>, who: Member = c.bo) =>
    perform(db.pool, who.caller, withdrawClaim, { claimId, reason: 'entered twice' });
  const give = (claimId: Id<'claim'>, holderId: Id<'user'> | null, who: Member = c.bo) =>
    perform(db.pool, who.caller, giveClaim, { claimId, holderId });
  const last = async () => (await entries(db.owner, c.id)).at(-1);
  const lock = (who: Member) =>
    arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, [who.id]),
    );

  test('it goes out, is rejected, goes out again and is paid; who bills it stays, and all of it is known', async () => {
    const claimId = await claim({ status: 'unsubmitted' });
    await submit(claimId);
    expect(await last()).toMatchObject({
      action: 'claims.submit-claim',
      patient_id: greaves,
      facts: { claimId, before: { status: 'unsubmitted' }, after: { status: 'awaiting-payment' } },
    });
    await reject(claimId);
    expect(await last()).toMatchObject({
      action: 'claims.record-rejection',
      reason: 'wrong number',
      facts: { claimId },
    });
    expect(await read(claimId)).toMatchObject({ status: 'rejected', note: 'wrong number' });
    await give(claimId, c.ada.id);
    expect(await last()).toMatchObject({
      action: 'claims.give-claim',
      subject_user_id: c.ada.id,
      facts: { before: { holderId: c.bo.id }, after: { holderId: c.ada.id } },
    });
    await submit(claimId, c.ada);
    await pay(claimId, c.ada);
    expect(await last()).toMatchObject({ action: 'claims.record-payment', facts: { after: { status: 'paid' } } });
    const { history, ...known } = await read(claimId);
    expect(known).toMatchObject({
      status: 'paid',
      biller: { userId: c.cy.id },
      holder: { userId: c.ada.id },
      cameFrom: { userId: c.bo.id },
      submittedAt: expect.any(String),
      settledAt: expect.any(String),
      note: '',
    });
    expect(history.map(({ what, by }) => [what, by?.userId])).toEqual([
      ['submitted', c.bo.id],
      ['rejected', c.bo.id],
      ['given', c.bo.id],
      ['submitted', c.ada.id],
      ['paid', c.ada.id],
    ]);
    expect(history[2]).toMatchObject({ from: { userId: c.bo.id }, to: { userId: c.ada.id } });
  });

  test('one out of the pool is held by whoever follows it up; given to nobody it goes there', async () => {
    const claimId = await claim({ holder: null });
    await reject(claimId);
    expect(await holderOf(claimId)).toBe(c.bo.id);
    await give(claimId, null);
    expect(await services('pool')).toEqual(['Visit']);
    await withdraw(claimId, c.cy);
    expect(await last()).toMatchObject({ action: 'claims.withdraw-claim', reason: 'entered twice' });
    expect(await read(claimId)).toMatchObject({ status: 'cancelled', note: 'entered twice' });
  });

  test('a list can be narrowed to those that stand somewhere', async () => {
    await claim({ service: 'Rejected', status: 'rejected' });
    await claim({ service: 'Waits' });
    const { claims } = await answer(db.pool, c.bo.caller, listClaims, { folder: 'open', status: 'rejected' });
    expect(claims.map(({ service }) => service)).toEqual(['Rejected']);
  });

  test('what cannot be is refused, and changes nothing', async () => {
    const claimId = await claim({});
    const other = await clinic(db.owner);
    const acts = [submit, pay, reject, withdraw, (id: Id<'claim'>, who?: Member) => give(id, null, who)];
    for (const act of acts) {
      await expect(act(claimId, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
      await expect(act(claimId, other.bo)).rejects.toMatchObject({ code: 'claim/not-found' });
      await expect(act(claimId, c.cy)).rejects.toMatchObject({ code: 'work/not-yours' });
    }
    await expect(submit(claimId)).rejects.toMatchObject({ code: 'claim/other-state' });
    const rejected = await claim({ status: 'rejected' });
    for (const act of [pay, reject]) await expect(act(rejected)).rejects.toMatchObject({ code: 'claim/other-state' });
    await expect(give(claimId, other.cy.id)).rejects.toMatchObject({ code: 'user/not-found' });
    await lock(c.cy);
    await expect(give(claimId, c.cy.id)).rejects.toMatchObject({ code: 'work/holder-not-active' });
    const paid = await claim({ status: 'paid' });
    // What was paid can come back from the payer, and nothing else.
    const others = acts.filter((act) => act !== reject);
    for (const act of others) {
      await expect(act(paid)).rejects.toMatchObject({ code: 'work/already-closed' });
    }
    expect([await read(claimId), await read(rejected), await read(paid)].map(({ status }) => status)).toEqual([
      'awaiting-payment',
      'rejected',
      'paid',
    ]);
    await block(db.owner, c, c.bo.id, [greaves]);
    for (const act of acts) await expect(act(claimId)).rejects.toMatchObject({ code: 'claim/not-found' });
  });
});

test('an administrator passes a colleague’s claim on, or one that nobody follows; who bills it stays', async () => {
  const claimId = await claim({});
  const pass = (to: Member | null, from: Member | null = c.bo, by: Member = c.ada) =>
    perform(db.pool, by.caller, passClaim, { claimId, fromId: from?.id ?? null, holderId: to?.id ?? null });
  await expect(pass(c.cy, c.bo, c.cy)).rejects.toMatchObject({ code: 'actor/not-permitted' });
  await pass(c.ada);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    actor_id: c.ada.id,
    action: 'claims.pass-claim',
    outcome: 'done',
    patient_id: greaves,
    subject_user_id: c.ada.id,
    facts: { claimId, before: { holderId: c.bo.id }, after: { holderId: c.ada.id } },
  });
  // Two administrators at once: the second looked at it while Bo had it.
  await expect(pass(c.cy)).rejects.toMatchObject({ code: 'work/already-taken' });
  const other = await clinic(db.owner);
  await expect(pass(other.cy, c.ada)).rejects.toMatchObject({ code: 'user/not-found' });
  await expect(pass(other.cy, c.ada, other.ada)).rejects.toMatchObject({ code: 'claim/not-found' });
  await pass(null, c.ada);
  await pass(c.bo, null);
  const { biller, history } = await read(claimId);
  expect(biller?.userId).toBe(c.cy.id);
  expect(history.map(({ what, from, to }) => [what, from?.userId, to?.userId])).toEqual([
    ['given', c.bo.id, c.ada.id],
    ['given', c.ada.id, undefined],
    ['given', undefined, c.bo.id],
  ]);
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, [c.cy.id]),
  );
  await expect(pass(c.cy)).rejects.toMatchObject({ code: 'work/holder-not-active' });
  expect(await holderOf(claimId)).toBe(c.bo.id);
  await perform(db.pool, c.bo.caller, recordPayment, { claimId });
  await expect(pass(c.ada)).rejects.toMatchObject({ code: 'work/already-closed' });
  await block(db.owner, c, c.ada.id, [greaves]);
  await expect(pass(c.ada)).rejects.toMatchObject({ code: 'claim/not-found' });
});
