import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { toCursor } from '#kernel/page.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { anotherSite } from '#test/sites.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { exportPastVisits } from './export-past-visits.ts';
import { giveVisit } from './give-visit.ts';
import { listPastVisits } from './list-past-visits.ts';
import { markAppointment } from './mark-appointment.ts';
import { readVisitHistory } from './read-visit-history.ts';
import type { ListPastVisits } from './visit-contract.ts';

type Asked = Input<typeof ListPastVisits>;
let db: TestDatabase;
let c: Clinic;
let chart: Id<'patient'>[];
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  chart = await patients(db.owner, c.id, ['Arroyo, Pia', '=Berg, Lou', 'Chan, Mei']);
});

/** A visit so many days ago; negative: to come. */
const visit = (patientId: Id<'patient'>, daysAgo: number, holder: Member = c.bo, siteId = c.siteId) =>
  arrange(db.owner, c.id, () =>
    one<Id<'appointment'>>(
      db.owner,
      `insert into appointment (clinic_id, patient_id, site_id, holder_id, starts_at, ends_at, reason)
       values ($1, $2, $3, $4, now() - make_interval(days => $5), now() - make_interval(days => $5) + interval '15 minutes', 'Knee')
       returning appointment_id`,
      [c.id, patientId, siteId, holder.id, daysAgo],
    ),
  );
const list = (asked: Asked = {}, who: Member = c.bo) => answer(db.pool, who.caller, listPastVisits, asked);
const names = async (asked: Asked = {}, who: Member = c.bo) =>
  (await list(asked, who)).visits.map(({ patient }) => patient.lastName);
const give = (appointmentId: Id<'appointment'>, to: Member, who: Member = c.ada, version = 1) =>
  perform(db.pool, who.caller, giveVisit, { appointmentId, holderId: to.id, version });
const rowOf = (appointmentId: string) =>
  one(db.owner, `select json_build_array(holder_id, came_from_id) from appointment where appointment_id = $1`, [
    appointmentId,
  ]);
const dayAgo = (days: number) =>
  one<string>(
    db.owner,
    `select ((now() - make_interval(days => $2)) at time zone time_zone)::date::text from clinic where clinic_id = $1`,
    [c.id, days],
  );

describe('the list', () => {
  test('has one’s own that are past and open, the oldest first, and everybody’s apart', async () => {
    const [pia, lou, mei] = chart as [Id<'patient'>, Id<'patient'>, Id<'patient'>];
    await visit(pia, 1);
    const done = await visit(pia, 4);
    await visit(lou, 3);
    await visit(mei, 2, c.cy);
    await visit(mei, -1);
    await perform(db.pool, c.bo.caller, markAppointment, { appointmentId: done, status: 'seen' });
    expect(await names()).toEqual(['=Berg', 'Arroyo']);
    expect(await names({ order: 'latest' })).toEqual(['Arroyo', '=Berg']);
    expect(await names({ folder: 'all' })).toEqual(['=Berg', 'Chan', 'Arroyo']);
    const { visits, waiting, may } = await list();
    expect(waiting).toEqual({ open: 2, withheld: 0, pool: 0, poolWithheld: 0 });
    expect(may).toEqual({ cancel: true, mark: true, give: true });
    expect(visits[0]).toMatchObject({
      provider: { name: 'Bo Castellane' },
      reason: 'Knee',
      status: 'booked',
      version: 1,
    });
  });

  test('by day, provider and site', async () => {
    const [pia, lou, mei] = chart as [Id<'patient'>, Id<'patient'>, Id<'patient'>];
    const other = await anotherSite(db.owner, c);
    await visit(pia, 5);
    await visit(lou, 3, c.cy);
    await visit(mei, 1, c.cy, other);
    const all = { folder: 'all' } as const;
    expect(await names({ ...all, from: await dayAgo(3), to: await dayAgo(3) })).toEqual(['=Berg']);
    expect(await names({ ...all, from: await dayAgo(3) })).toEqual(['=Berg', 'Chan']);
    expect(await names({ ...all, to: await dayAgo(3) })).toEqual(['Arroyo', '=Berg']);
    expect(await names({ ...all, providerId: c.cy.id })).toEqual(['=Berg', 'Chan']);
    expect(await names({ ...all, siteId: other })).toEqual(['Chan']);
  });

  test('goes on page by page in either order', async () => {
    const [pia] = chart as [Id<'patient'>];
    for (let days = 1; days <= 53; days += 1) await visit(pia, days);
    const first = await list();
    const rest = await list({ after: first.next ?? '' });
    expect([first.visits.length, rest.visits.length, rest.next]).toEqual([50, 3, null]);
    const turned = await list({ order: 'latest' });
    const last = await list({ order: 'latest', after: turned.next ?? '' });
    expect(last.visits.map(({ appointmentId }) => appointmentId)).toEqual(
      first.visits
        .slice(0, 3)
        .toReversed()
        .map(({ appointmentId }) => appointmentId),
    );
  });

  test('leaves out who is closed to the reader, and counts them', async () => {
    const [pia, lou] = chart as [Id<'patient'>, Id<'patient'>];
    await visit(pia, 1);
    await visit(lou, 2);
    await block(db.owner, c, c.bo.id, [lou]);
    expect(await names()).toEqual(['Arroyo']);
    expect((await list()).waiting).toMatchObject({ open: 1, withheld: 1 });
  });

  test.each(['x', toCursor(['yesterday', '00000000-0000-4000-8000-000000000000'])])(
    'request/cursor-unknown: %s',
    async (after) => {
      await expect(list({ after })).rejects.toThrow('request/cursor-unknown');
    },
  );
  test('whoever may not', () => expect(list({}, c.dee)).rejects.toThrow('actor/not-permitted'));
});

describe('passing on', () => {
  test('gives it to somebody who may say what became of it; whose it was stays on record', async () => {
    const appointmentId = await visit(chart[0] as Id<'patient'>, 2);
    expect(await give(appointmentId, c.cy)).toEqual({ appointmentId, version: 2 });
    expect(await rowOf(appointmentId)).toEqual([c.cy.id, c.bo.id]);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      actor_id: c.ada.id,
      action: 'schedule.give-visit',
      outcome: 'done',
      subject_user_id: c.cy.id,
      patient_id: chart[0],
      facts: { appointmentId, before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
    });
    expect(await names({}, c.cy)).toEqual(['Arroyo']);
  });

  const refused = async (act: Promise<unknown>, code: string) => {
    await expect(act).rejects.toThrow(code);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ outcome: 'refused', reason: code });
  };
  test('schedule/visit-to-come', async () =>
    refused(give(await visit(chart[0] as Id<'patient'>, -1), c.cy), 'schedule/visit-to-come'));
  test('schedule/appointment-closed', async () => {
    const appointmentId = await visit(chart[0] as Id<'patient'>, 1);
    await perform(db.pool, c.bo.caller, markAppointment, { appointmentId, status: 'seen' });
    await refused(give(appointmentId, c.cy, c.ada, 2), 'schedule/appointment-closed');
  });
  test('schedule/visit-not-theirs: may not mark, or the record is closed to them', async () => {
    const appointmentId = await visit(chart[0] as Id<'patient'>, 1);
    await block(db.owner, c, c.cy.id, [chart[0] as Id<'patient'>]);
    await refused(give(appointmentId, c.cy), 'schedule/visit-not-theirs');
    await refused(give(appointmentId, c.dee), 'schedule/visit-not-theirs');
    expect(await rowOf(appointmentId)).toEqual([c.bo.id, null]);
  });
  test('schedule/appointment-not-found: closed to the actor, of another clinic', async () => {
    const appointmentId = await visit(chart[0] as Id<'patient'>, 1);
    await block(db.owner, c, c.ada.id, [chart[0] as Id<'patient'>]);
    await refused(give(appointmentId, c.cy), 'schedule/appointment-not-found');
  });
  test('user/not-found, work/holder-not-active', async () => {
    const appointmentId = await visit(chart[0] as Id<'patient'>, 1);
    await refused(give(appointmentId, (await clinic(db.owner)).bo), 'user/not-found');
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'badge' where user_id = $1`, [c.cy.id]),
    );
    await refused(give(appointmentId, c.cy), 'work/holder-not-active');
  });
  test('request/version-stale', async () =>
    refused(give(await visit(chart[0] as Id<'patient'>, 1), c.cy, c.ada, 7), 'request/version-stale'));
});

test('the file has what the filters find, safe for spreadsheets, and its entry', async () => {
  await visit(chart[1] as Id<'patient'>, 2);
  await visit(chart[2] as Id<'patient'>, 1, c.cy);
  const { content } = await perform(db.pool, c.ada.caller, exportPastVisits, { folder: 'all', providerId: c.bo.id });
  let text = '';
  for await (const piece of content) text += String(piece);
  const [head, line, ...more] = text.split('\r\n');
  expect(head).toContain('When,No.,Last name,First name,Provider');
  expect(line).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d,\d+,'=Berg,Lou,Bo Castellane,/);
  expect(more).toEqual(['']);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    action: 'schedule.export-past-visits',
    outcome: 'done',
    facts: { wanted: { folder: 'all', providerId: c.bo.id } },
  });
});

describe('the history', () => {
  const read = (appointmentId: Id<'appointment'>, who: Member = c.ada) =>
    answer(db.pool, who.caller, readVisitHistory, { appointmentId });
  test('tells who marked it and who passed it on', async () => {
    const appointmentId = await visit(chart[0] as Id<'patient'>, 2);
    await give(appointmentId, c.cy);
    await perform(db.pool, c.cy.caller, markAppointment, { appointmentId, status: 'no-show' });
    const { steps, toldAt } = await read(appointmentId);
    expect(toldAt).toBeNull();
    expect(steps.map(({ what, by, to, status }) => [what, by?.name, to?.name, status])).toEqual([
      ['given', 'Ada Lindqvist', 'Cy Okonjo', null],
      ['marked', 'Cy Okonjo', undefined, 'no-show'],
    ]);
  });
  test('schedule/appointment-not-found', async () => {
    const appointmentId = await visit(chart[0] as Id<'patient'>, 2);
    await block(db.owner, c, c.ada.id, [chart[0] as Id<'patient'>]);
    await expect(read(appointmentId)).rejects.toThrow('schedule/appointment-not-found');
  });
});
