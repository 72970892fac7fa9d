import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { arrange, clinic, type Member, one } from '#test/staff.ts';
import { ready } from '#test/acting.ts';
import { block, toUser, without } from '#test/work.ts';
import type { LetterStatus } from './contract.ts';
import { readLetter } from './read-letter.ts';
import { withdrawLetter } from './withdraw-letter.ts';
import {
  c,
  db,
  greaves,
  tolland,
  add,
  subjects,
  change,
  sign,
  send,
  give,
  take,
  row,
  lastEntry,
  code,
  letDeeWrite,
  setUp,
} from './test-letters.ts';

setUp();

const read = (letterId: Id<'letter'>, who: Member = c.bo) => perform(db.pool, who.caller, readLetter, { letterId });

const withdraw = (letterId: Id<'letter'>, who: Member = c.bo) =>
  perform(db.pool, who.caller, withdrawLetter, { letterId, reason: 'Not needed' });

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
