import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { arrange, clinic, entries, type Member, one } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { takeResult } from './take-result.ts';
import { c, db, greaves, result, read, acknowledge, row, lastEntry, personOf, setUp } from './test-results.ts';

setUp();

const take = (resultId: Id<'result'>, who: Member = c.bo) => perform(db.pool, who.caller, takeResult, { resultId });

describe('looking at a result', () => {
  test('shows its values in order and leaves an entry', async () => {
    const resultId = await result({ title: 'Iron', abnormal: true });
    expect(await read(resultId)).toMatchObject({
      title: 'Iron',
      conclusion: 'Low iron',
      lines: [
        { name: 'Ferritin', value: '11', unit: 'µg/L', referenceRange: '30–300', abnormal: true },
        { name: 'Haemoglobin', abnormal: false },
      ],
      orderer: personOf(c.bo, 'Bo Castellane'),
      acknowledgedBy: null,
      history: [],
      mayAcknowledge: true,
      mayTake: false,
    });
    expect(await entries(db.owner, c.id)).toEqual([
      {
        actor_id: c.bo.id,
        action: 'results.read-result',
        outcome: 'done',
        subject_user_id: null,
        patient_id: greaves,
        reason: null,
        facts: { resultId },
      },
    ]);
    expect(await read(resultId, c.cy)).toMatchObject({ mayAcknowledge: false, mayTake: false });
  });

  test('tells how it went from hand to hand', async () => {
    const resultId = await result({ title: 'Iron', holder: null, cameFrom: c.cy, orderer: c.cy });
    await arrange(db.owner, c.id, async () => {
      const handoverId = await one(
        db.owner,
        `insert into handover (clinic_id, leaver_id, actor_id, at, reason, former_roles, former_sites, counted, sessions_ended)
         values ($1, $2, $3, now() - interval '1 hour', 'Moves', '{}', '{}', '{}', 0) returning handover_id`,
        [c.id, c.cy.id, c.ada.id],
      );
      await db.owner.query(`insert into handover_item values ($1, $2, 'result', $3, 'return')`, [
        c.id,
        handoverId,
        resultId,
      ]);
    });
    await take(resultId);
    await acknowledge(resultId);
    const { history, orderer, acknowledgedBy } = await read(resultId);
    expect(history).toMatchObject([
      { what: 'returned', by: personOf(c.ada, 'Ada Lindqvist'), from: personOf(c.cy, 'Cy Okonjo'), to: null },
      { what: 'taken', by: personOf(c.bo, 'Bo Castellane') },
      { what: 'acknowledged', by: personOf(c.bo, 'Bo Castellane') },
    ]);
    expect([orderer, acknowledgedBy]).toEqual([personOf(c.cy, 'Cy Okonjo'), personOf(c.bo, 'Bo Castellane')]);
  });

  test('is refused for a closed patient, another clinic and whoever lacks the permission', async () => {
    const resultId = await result({ title: 'Iron' });
    const other = await clinic(db.owner);
    await expect(read(resultId, other.bo)).rejects.toMatchObject({ code: 'result/not-found' });
    await expect(read(resultId, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
    await block(db.owner, c, c.bo.id, [greaves]);
    await expect(read(resultId)).rejects.toMatchObject({ code: 'result/not-found' });
    expect(await lastEntry()).toMatchObject({
      action: 'results.read-result',
      outcome: 'refused',
      reason: 'result/not-found',
    });
  });
});

describe('acknowledging a result', () => {
  test('closes it for its holder and leaves the orderer what they were', async () => {
    const resultId = await result({ title: 'Iron', orderer: c.cy });
    const { acknowledgedAt } = await acknowledge(resultId);
    expect(await row(resultId)).toMatchObject({
      holder_id: c.bo.id,
      open_holder_id: null,
      acknowledged_by_id: c.bo.id,
      orderer_id: c.cy.id,
    });
    expect(await lastEntry()).toMatchObject({
      actor_id: c.bo.id,
      action: 'results.acknowledge-result',
      outcome: 'done',
      patient_id: greaves,
      facts: { resultId, before: { holderId: c.bo.id }, after: { holderId: c.bo.id, acknowledgedAt } },
    });
    await expect(acknowledge(resultId)).rejects.toMatchObject({ code: 'result/already-acknowledged' });
  });

  test('out of the pool makes whoever does it its holder', async () => {
    const resultId = await result({ title: 'Iron', holder: null, cameFrom: c.cy });
    await acknowledge(resultId);
    expect(await row(resultId)).toMatchObject({
      holder_id: c.bo.id,
      acknowledged_by_id: c.bo.id,
      came_from_id: c.cy.id,
    });
  });

  test('is the holder’s alone, and done once when two try', async () => {
    const resultId = await result({ title: 'Iron' });
    await expect(acknowledge(resultId, c.cy)).rejects.toMatchObject({ code: 'result/not-yours' });
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'result/not-yours' });
    expect(await row(resultId)).toMatchObject({ acknowledged_at: null, holder_id: c.bo.id });
    const pooled = await result({ title: 'Iron', holder: null });
    const tried = await Promise.allSettled([acknowledge(pooled, c.bo), acknowledge(pooled, c.cy)]);
    expect(tried.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('is refused for a closed patient, another clinic and whoever lacks the permission', async () => {
    const resultId = await result({ title: 'Iron' });
    const other = await clinic(db.owner);
    await expect(acknowledge(resultId, other.bo)).rejects.toMatchObject({ code: 'result/not-found' });
    await expect(acknowledge(resultId, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
    await block(db.owner, c, c.bo.id, [greaves]);
    await expect(acknowledge(resultId)).rejects.toMatchObject({ code: 'result/not-found' });
    expect(await row(resultId)).toMatchObject({ acknowledged_at: null });
  });
});

describe('taking a result', () => {
  test('out of the pool makes it one’s own, and only once', async () => {
    const resultId = await result({ title: 'Iron', holder: null, orderer: c.cy, cameFrom: c.cy });
    await take(resultId);
    expect(await row(resultId)).toMatchObject({
      open_holder_id: c.bo.id,
      orderer_id: c.cy.id,
      came_from_id: c.cy.id,
    });
    expect(await lastEntry()).toMatchObject({
      action: 'results.take-result',
      patient_id: greaves,
      facts: { resultId, before: { holderId: null }, after: { holderId: c.bo.id } },
    });
    await expect(take(resultId, c.ada)).rejects.toMatchObject({ code: 'result/already-taken' });
    await acknowledge(resultId);
    await expect(take(resultId, c.ada)).rejects.toMatchObject({ code: 'result/already-acknowledged' });
  });

  test('is refused for a closed patient, another clinic and whoever lacks the permission', async () => {
    const resultId = await result({ title: 'Iron', holder: null });
    const other = await clinic(db.owner);
    await expect(take(resultId, other.bo)).rejects.toMatchObject({ code: 'result/not-found' });
    await expect(take(resultId, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
    await block(db.owner, c, c.bo.id, [greaves]);
    await expect(take(resultId)).rejects.toMatchObject({ code: 'result/not-found' });
    expect(await row(resultId)).toMatchObject({ holder_id: null });
  });
});
