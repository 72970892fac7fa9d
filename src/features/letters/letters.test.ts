import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { ready } from '#test/acting.ts';
import { anotherSite } from '#test/sites.ts';
import { block, toUser, without } from '#test/work.ts';
import { listTakers } from '../emergency-access/list-takers.ts';
import { passWithheld } from '../emergency-access/pass-withheld.ts';
import { addLetter } from './add-letter.ts';
import type { Folder, LetterStatus } from './contract.ts';
import { giveLetter } from './give-letter.ts';
import { listLetters } from './list-letters.ts';
import { readLetterChoices } from './read-letter-choices.ts';
import { readLetter } from './read-letter.ts';
import { sendLetter } from './send-letter.ts';
import { signLetter } from './sign-letter.ts';
import { takeLetter } from './take-letter.ts';
import { updateLetter } from './update-letter.ts';
import { withdrawLetter } from './withdraw-letter.ts';

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

const fields = (more: object = {}) => ({
  siteId: c.siteId,
  recipient: 'Dr Ferris',
  organization: 'Harbour Cardiology',
  address: '12 Quay Street',
  fax: '250-555-0123',
  subject: 'Referral',
  body: 'Please see Anselm Greaves.',
  ready: true,
  ...more,
});
const add = async (more: object = {}, who: Member = c.bo, holderId: Id<'user'> | null = who.id) =>
  (await perform(db.pool, who.caller, addLetter, { patientId: greaves, holderId, ...fields(), ...more })).letterId;
const list = (folder: Folder, who: Member = c.bo, more: object = {}) =>
  answer(db.pool, who.caller, listLetters, { folder, ...more });
const subjects = async (...asked: Parameters<typeof list>) =>
  (await list(...asked)).letters.map(({ subject }) => subject);
const read = (letterId: Id<'letter'>, who: Member = c.bo) => perform(db.pool, who.caller, readLetter, { letterId });
const change = (letterId: Id<'letter'>, more: object = {}, who: Member = c.bo, version = 1) =>
  perform(db.pool, who.caller, updateLetter, { letterId, ...fields(), version, ...more });
const sign = (letterId: Id<'letter'>, who: Member = c.bo, version = 1) =>
  perform(db.pool, who.caller, signLetter, { letterId, version });
const send = (letterId: Id<'letter'>, who: Member = c.bo, more: object = {}) =>
  perform(db.pool, who.caller, sendLetter, { letterId, how: 'fax', to: '250-555-0123', ...more });
const give = (letterId: Id<'letter'>, holderId: Id<'user'> | null, who: Member = c.bo) =>
  perform(db.pool, who.caller, giveLetter, { letterId, holderId });
const take = (letterId: Id<'letter'>, who: Member = c.bo) => perform(db.pool, who.caller, takeLetter, { letterId });
const withdraw = (letterId: Id<'letter'>, who: Member = c.bo) =>
  perform(db.pool, who.caller, withdrawLetter, { letterId, reason: 'Not needed' });
const row = async (letterId: Id<'letter'>) =>
  (await db.owner.query('select * from letter where letter_id = $1', [letterId])).rows[0] as Record<string, unknown>;
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const code = (refusal: string) => ({ code: refusal });
/** Dee, a receptionist, may do everything with letters that her type lets her. */
const letDeeWrite = () =>
  arrange(db.owner, c.id, () =>
    db.owner.query('insert into user_role values ($1, $2, $3)', [c.id, c.dee.id, c.roles.doctor]),
  );

describe('a list of letters', () => {
  test('shows one’s own open ones, the oldest first, and who has them', async () => {
    await add({ subject: 'First' });
    await add({ subject: 'Second', ready: false, body: '' });
    await add({ subject: 'Cy’s' }, c.bo, c.cy.id);
    const { letters, waiting, next } = await list('open');
    expect(letters.map(({ subject, status }) => [subject, status])).toEqual([
      ['First', 'to-sign'],
      ['Second', 'to-create'],
    ]);
    expect(letters[0]).toEqual({
      letterId: expect.any(String),
      patient: { patientId: greaves, demographicNumber: 1, lastName: 'Greaves', firstName: 'Anselm' },
      subject: 'First',
      recipient: 'Dr Ferris',
      organization: 'Harbour Cardiology',
      status: 'to-sign',
      madeAt: expect.stringMatching(/Z$/),
      author: { userId: c.bo.id, name: 'Bo Castellane', deactivated: false },
      holder: { userId: c.bo.id, name: 'Bo Castellane', deactivated: false },
      cameFrom: null,
    });
    expect([waiting, next]).toEqual([{ open: 2, withheld: 0, pool: 0, poolWithheld: 0 }, null]);
    expect(await subjects('all')).toEqual(['Cy’s', 'Second', 'First']);
    expect(await subjects('open', c.bo, { status: 'to-create' })).toEqual(['Second']);
  });

  test('pages through every letter once, in both directions', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(
        `insert into letter (clinic_id, patient_id, site_id, author_id, holder_id, recipient, subject, made_at)
         select $1, $2, $3, $4, $4, 'x', 'L' || n, '2026-01-01T00:00:00.000001Z' from generate_series(1, 60) n`,
        [c.id, greaves, c.siteId, c.bo.id],
      ),
    );
    for (const folder of ['open', 'all'] as const) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await list(folder, c.bo, after ? { after } : {});
        seen.push(...page.letters.map(({ subject }) => subject));
        after = page.next ?? undefined;
      } while (after);
      expect([seen.length, new Set(seen).size]).toEqual([60, 60]);
    }
  });

  test('keeps closed patients out and says how many are withheld', async () => {
    await add({ subject: 'Open' });
    await add({ subject: 'Closed', patientId: tolland });
    await add({ subject: 'Closed in the pool', patientId: tolland }, c.bo, null);
    await block(db.owner, c, c.bo.id, [tolland]);
    expect(await subjects('all')).toEqual(['Open']);
    expect((await list('open')).waiting).toEqual({ open: 1, withheld: 1, pool: 0, poolWithheld: 1 });
    await expect(list('all', c.bo, { patientId: tolland })).rejects.toMatchObject(code('patient/not-found'));
    expect(await subjects('all', c.cy, { patientId: tolland })).toHaveLength(2);
  });

  test('is refused to whoever may not, for a strange cursor, and holds nothing of another clinic', async () => {
    await add();
    await expect(list('open', c.dee)).rejects.toMatchObject(code('actor/not-permitted'));
    await expect(list('open', c.bo, { after: 'x' })).rejects.toMatchObject(code('request/cursor-unknown'));
    expect(await subjects('all', (await clinic(db.owner)).bo)).toEqual([]);
  });
});

test('a letter is written, signed, sent, and says at each step who did it', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic_user set work_phone = '250-555-0177' where user_id = $1`, [c.bo.id]),
  );
  const letterId = await add({ ready: false, body: '' });
  expect(await lastEntry()).toMatchObject({
    action: 'letters.add-letter',
    patient_id: greaves,
    subject_user_id: c.bo.id,
    facts: { letterId, after: { status: 'to-create', holderId: c.bo.id } },
  });
  expect(await change(letterId)).toEqual({ letterId, version: 2 });
  expect(await lastEntry()).toMatchObject({
    action: 'letters.update-letter',
    facts: { letterId, before: { status: 'to-create' }, after: { status: 'to-sign' } },
  });
  expect(await sign(letterId, c.bo, 2)).toEqual({ letterId, version: 3 });
  expect(await lastEntry()).toMatchObject({ action: 'letters.sign-letter', patient_id: greaves });
  await send(letterId);
  expect(await lastEntry()).toMatchObject({
    action: 'letters.send-letter',
    facts: { letterId, before: { status: 'to-send' }, after: { status: 'sent', how: 'fax' } },
  });
  expect(await row(letterId)).toMatchObject({ status: 'sent', open_holder_id: null, sent_to: '250-555-0123' });
  const said = await read(letterId, c.cy);
  expect(said).toMatchObject({
    body: 'Please see Anselm Greaves.',
    signedBy: { userId: c.bo.id },
    sentBy: { userId: c.bo.id },
    sentHow: 'fax',
    letterhead: { clinicName: 'Alder Point', name: 'Bo Castellane', type: 'doctor', phone: '250-555-0177' },
    holders: [{ holder: { userId: c.bo.id }, until: null }],
  });
  expect(await lastEntry()).toMatchObject({
    actor_id: c.cy.id,
    action: 'letters.read-letter',
    patient_id: greaves,
    facts: { letterId },
  });
});

test('the letterhead of a signed letter stays what it was', async () => {
  const letterId = await add();
  await sign(letterId);
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic_user set last_name = 'Moved' where user_id = $1`, [c.bo.id]),
  );
  expect((await read(letterId)).letterhead.name).toBe('Bo Castellane');
});

describe('what is refused changes nothing', () => {
  test('writing: no patient, site, user; nothing to sign; somebody locked', async () => {
    const other = await clinic(db.owner);
    await expect(add({ patientId: c.siteId })).rejects.toMatchObject(code('patient/not-found'));
    await expect(add({ siteId: other.siteId })).rejects.toMatchObject(code('site/not-found'));
    await expect(add({}, c.bo, other.bo.id)).rejects.toMatchObject(code('user/not-found'));
    await expect(add({ body: ' \n' })).rejects.toMatchObject(code('letter/empty'));
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, [c.cy.id]),
    );
    await expect(add({}, c.bo, c.cy.id)).rejects.toMatchObject(code('work/holder-not-active'));
    await block(db.owner, c, c.bo.id, [greaves]);
    await expect(add()).rejects.toMatchObject(code('patient/not-found'));
    expect(await one(db.owner, 'select count(*) from letter where clinic_id = $1', [c.id])).toBe('0');
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'patient/not-found' });
  });

  test('going on: not there, not one’s own, stale, signed, emptied, a site elsewhere', async () => {
    const letterId = await add();
    const other = await clinic(db.owner);
    await expect(change(letterId, {}, other.bo)).rejects.toMatchObject(code('work/not-found'));
    await expect(change(letterId, {}, c.cy)).rejects.toMatchObject(code('work/not-yours'));
    await expect(change(letterId, {}, c.bo, 7)).rejects.toMatchObject(code('request/version-stale'));
    await expect(change(letterId, { siteId: other.siteId })).rejects.toMatchObject(code('site/not-found'));
    await expect(change(letterId, { body: '' })).rejects.toMatchObject(code('letter/empty'));
    await sign(letterId);
    await expect(change(letterId, {}, c.bo, 2)).rejects.toMatchObject(code('letter/signed'));
    await send(letterId);
    await expect(change(letterId, {}, c.bo, 3)).rejects.toMatchObject(code('work/already-closed'));
    expect(await row(letterId)).toMatchObject({ body: 'Please see Anselm Greaves.', version: 3 });
  });

  test('signing: not there, not one’s own, not written, stale, twice, by a receptionist', async () => {
    const draft = await add({ ready: false });
    const letterId = await add();
    await expect(sign(letterId, (await clinic(db.owner)).bo)).rejects.toMatchObject(code('work/not-found'));
    await expect(sign(letterId, c.cy)).rejects.toMatchObject(code('work/not-yours'));
    await expect(sign(draft)).rejects.toMatchObject(code('letter/not-written'));
    await expect(sign(letterId, c.bo, 2)).rejects.toMatchObject(code('request/version-stale'));
    await letDeeWrite();
    const pooled = await add({}, c.bo, null);
    await expect(sign(pooled, c.dee)).rejects.toMatchObject(code('letter/not-a-practitioner'));
    await sign(letterId);
    await expect(sign(letterId, c.bo, 2)).rejects.toMatchObject(code('letter/signed'));
    await send(letterId);
    await expect(sign(letterId, c.bo, 3)).rejects.toMatchObject(code('work/already-closed'));
    expect(await row(pooled)).toMatchObject({ signed_at: null, holder_id: null });
  });

  test('sending: not there, not signed, no number, not one’s own, twice', async () => {
    const letterId = await add();
    await expect(send(letterId, (await clinic(db.owner)).bo)).rejects.toMatchObject(code('work/not-found'));
    await expect(send(letterId)).rejects.toMatchObject(code('letter/not-signed'));
    await sign(letterId);
    await expect(send(letterId, c.cy)).rejects.toMatchObject(code('work/not-yours'));
    await expect(send(letterId, c.bo, { to: ' ' })).rejects.toMatchObject(code('letter/fax-number-missing'));
    await send(letterId, c.bo, { how: 'hand', to: '' });
    await expect(send(letterId)).rejects.toMatchObject(code('work/already-closed'));
  });

  test('by bare SQL a signed letter keeps its words', async () => {
    const letterId = await add();
    await sign(letterId);
    await expect(
      arrange(db.owner, c.id, () => db.owner.query(`update letter set body = 'x' where letter_id = $1`, [letterId])),
    ).rejects.toThrow('a signed letter is final');
  });
});

describe('only at sites of one’s own', () => {
  let fernhill: Id<'site'>;
  beforeEach(async () => {
    fernhill = await anotherSite(db.owner, c, { users: [c.cy] });
  });
  const notYours = code('site/not-yours');
  const leave = (who: Member) =>
    arrange(db.owner, c.id, () =>
      db.owner.query('delete from site_assignment where user_id = $1 and site_id = $2', [who.id, c.siteId]),
    );

  test('writing, moving, giving and taking are refused elsewhere', async () => {
    await expect(add({ siteId: fernhill })).rejects.toMatchObject(notYours);
    await expect(add({ siteId: fernhill }, c.cy, c.bo.id)).rejects.toMatchObject(code('work/holder-not-at-site'));
    expect(await one(db.owner, 'select count(*) from letter where clinic_id = $1', [c.id])).toBe('0');
    const letterId = await add();
    await expect(change(letterId, { siteId: fernhill })).rejects.toMatchObject(notYours);
    const cys = await add({ siteId: fernhill }, c.cy);
    await expect(give(cys, c.bo.id, c.cy)).rejects.toMatchObject(code('work/holder-not-at-site'));
    const pooled = await add({ siteId: fernhill }, c.cy, null);
    await expect(take(pooled)).rejects.toMatchObject(notYours);
    await expect(sign(pooled)).rejects.toMatchObject(notYours);
    expect(await answer(db.pool, c.bo.caller, readLetterChoices, {})).toEqual({
      sites: [{ siteId: c.siteId, name: 'Alder Point' }],
      lacks: ['Billing Number'],
    });
  });

  test('whoever has lost the site signs no more there, and goes on at another', async () => {
    const [letterId, toSend] = [await add({}, c.cy), await add({}, c.cy)];
    await sign(toSend, c.cy);
    await leave(c.cy);
    await expect(sign(letterId, c.cy)).rejects.toMatchObject(notYours);
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'site/not-yours' });
    await change(letterId, { siteId: fernhill }, c.cy);
    await sign(letterId, c.cy, 2);
    await send(toSend, c.cy);
    expect(await row(toSend)).toMatchObject({ status: 'sent' });
  });

  test('what waits in the pool is sent by whoever works there; at a closed site nobody goes on', async () => {
    const letterId = await add({ siteId: fernhill }, c.cy);
    await sign(letterId, c.cy);
    await give(letterId, null, c.cy);
    await expect(send(letterId)).rejects.toMatchObject(notYours);
    const pooled = await add({ siteId: fernhill }, c.cy, null);
    await arrange(db.owner, c.id, () => db.owner.query('delete from open_site where site_id = $1', [fernhill]));
    const gone = code('site/not-found');
    await expect(take(pooled, c.cy)).rejects.toMatchObject(gone);
    await expect(sign(pooled, c.cy)).rejects.toMatchObject(gone);
    await expect(send(letterId, c.cy)).rejects.toMatchObject(gone);
  });

  test('the database refuses the same', async () => {
    const letterId = await add();
    const set = (what: string, ...values: unknown[]) =>
      expect(
        arrange(db.owner, c.id, () =>
          db.owner.query(`update letter set ${what} where letter_id = $1`, [letterId, ...values]),
        ),
      ).rejects.toThrow('only at a site of one');
    await set('site_id = $2', fernhill);
    await leave(c.cy);
    await set('holder_id = $2', c.cy.id);
    await set(`status = 'to-send', signed_at = now(), signed_by_id = $2, letterhead = '{}'`, c.cy.id);
  });

  test('what is withheld is passed on to whoever works there', async () => {
    await add({ siteId: fernhill, patientId: tolland }, c.cy);
    await block(db.owner, c, c.cy.id, [tolland]);
    const { takers } = await answer(db.pool, c.cy.caller, listTakers, { kind: 'letter' });
    expect(takers).toEqual([]);
    const pass = perform(db.pool, c.cy.caller, passWithheld, { kind: 'letter', userId: c.bo.id });
    await expect(pass).rejects.toMatchObject(code('withheld/nothing'));
  });
});

test('a letter is withdrawn once, by its holder, with a reason', async () => {
  const letterId = await add();
  await expect(withdraw(letterId, (await clinic(db.owner)).bo)).rejects.toMatchObject(code('work/not-found'));
  await expect(withdraw(letterId, c.cy)).rejects.toMatchObject(code('work/not-yours'));
  await withdraw(letterId);
  expect(await lastEntry()).toMatchObject({
    action: 'letters.withdraw-letter',
    reason: 'Not needed',
    facts: { letterId, before: { status: 'to-sign' }, after: { status: 'withdrawn' } },
  });
  await expect(withdraw(letterId)).rejects.toMatchObject(code('work/already-closed'));
  expect(await row(letterId)).toMatchObject({ status: 'withdrawn', open_holder_id: null });
});

describe('a letter goes from hand to hand', () => {
  test('given, laid in the pool, taken; and its history says so', async () => {
    const letterId = await add();
    await give(letterId, c.cy.id);
    expect(await lastEntry()).toMatchObject({
      action: 'letters.give-letter',
      subject_user_id: c.cy.id,
      patient_id: greaves,
      facts: { letterId, before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
    });
    expect(await row(letterId)).toMatchObject({ holder_id: c.cy.id, came_from_id: c.bo.id, author_id: c.bo.id });
    await give(letterId, null, c.cy);
    expect(await subjects('pool')).toEqual(['Referral']);
    await take(letterId, c.ada);
    expect(await lastEntry()).toMatchObject({
      action: 'letters.take-letter',
      facts: { letterId, before: { holderId: null }, after: { holderId: c.ada.id } },
    });
    const { holders, author } = await read(letterId);
    expect(holders.map(({ holder }) => holder?.name ?? null)).toEqual([
      'Bo Castellane',
      'Cy Okonjo',
      null,
      'Ada Lindqvist',
    ]);
    expect(author.userId).toBe(c.bo.id);
  });

  test('not by somebody else, not to whoever cannot hold it, not when it is over', async () => {
    const letterId = await add();
    const other = await clinic(db.owner);
    await expect(give(letterId, c.cy.id, other.bo)).rejects.toMatchObject(code('work/not-found'));
    await expect(give(letterId, c.ada.id, c.cy)).rejects.toMatchObject(code('work/not-yours'));
    await expect(give(letterId, other.bo.id)).rejects.toMatchObject(code('user/not-found'));
    await expect(give(letterId, c.dee.id)).rejects.toMatchObject(code('letter/not-a-practitioner'));
    await expect(take(letterId, c.cy)).rejects.toMatchObject(code('work/already-taken'));
    await expect(take(letterId, other.bo)).rejects.toMatchObject(code('work/not-found'));
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, [c.cy.id]),
    );
    await expect(give(letterId, c.cy.id)).rejects.toMatchObject(code('work/holder-not-active'));
    await withdraw(letterId);
    await expect(give(letterId, c.ada.id)).rejects.toMatchObject(code('work/already-closed'));
    await expect(take(letterId)).rejects.toMatchObject(code('work/already-closed'));
  });

  test('of two who take at once one has it', async () => {
    const letterId = await add({}, c.bo, null);
    const tried = await Promise.allSettled([take(letterId, c.bo), take(letterId, c.cy)]);
    expect(tried.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a hand-over', () => {
  const letter = (status: LetterStatus, patientId = greaves) =>
    arrange(db.owner, c.id, () =>
      one<Id<'letter'>>(
        db.owner,
        `insert into letter (clinic_id, patient_id, site_id, author_id, holder_id, recipient, subject, body, status, signed_at, signed_by_id, letterhead)
         values ($1, $2, $3, $4, $4, 'Dr Ferris', 'Referral', 'words', $5, case $5 when 'to-send' then now() end,
                 case $5 when 'to-send' then $4::uuid end, case $5 when 'to-send' then '{}'::jsonb end) returning letter_id`,
        [c.id, patientId, c.siteId, c.bo.id, status],
      ),
    );

  test('gives letters to a practitioner whole, and the author stays', async () => {
    const letterIds = [await letter('to-create'), await letter('to-sign'), await letter('to-send')];
    await (
      await ready(db.pool, c.ada, c.bo, [toUser('letter', c.cy.id)])
    )();
    for (const letterId of letterIds) {
      expect(await row(letterId)).toMatchObject({ holder_id: c.cy.id, came_from_id: c.bo.id, author_id: c.bo.id });
    }
  });

  test('leaves what is to be signed with whoever cannot sign, and gives the rest', async () => {
    await letDeeWrite();
    const toSign = await letter('to-sign');
    const toSend = await letter('to-send');
    const transfer = toUser('letter', c.dee.id);
    await expect((await ready(db.pool, c.ada, c.bo, [transfer]))()).rejects.toMatchObject(code('handover/work-left'));
    await (
      await ready(db.pool, c.ada, c.bo, [transfer, without('letter', 'return')])
    )();
    expect(await row(toSign)).toMatchObject({ holder_id: null, came_from_id: c.bo.id });
    expect(await row(toSend)).toMatchObject({ holder_id: c.dee.id });
    expect(await subjects('pool', c.cy)).toEqual(['Referral']);
  });

  test('gives nothing to a successor who is kept out of the chart', async () => {
    await letter('to-create', tolland);
    await block(db.owner, c, c.cy.id, [tolland]);
    const plan = [toUser('letter', c.cy.id)];
    await expect((await ready(db.pool, c.ada, c.bo, plan))()).rejects.toMatchObject(code('handover/work-left'));
  });
});
