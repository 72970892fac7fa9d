import { beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { arrange, clinic, type Member, one } from '#test/staff.ts';
import { anotherSite } from '#test/sites.ts';
import { block } from '#test/work.ts';
import { listTakers } from '../emergency-access/list-takers.ts';
import { passWithheld } from '../emergency-access/pass-withheld.ts';
import { readLetterChoices } from './read-letter-choices.ts';
import {
  c,
  db,
  greaves,
  tolland,
  add,
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
