import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { toCursor } from '#kernel/page.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block, openWork } from '#test/work.ts';
import { countOpenElsewhere } from './count-open-elsewhere.ts';
import { listDraftNotes } from './list-draft-notes.ts';
import { openChart } from './open-chart.ts';
import { signNote } from './sign-note.ts';
import { updateNote } from './update-note.ts';
import { writeNote } from './write-note.ts';

const SECRET = 'potassium 6.4';
const unknown = randomUUID() as Id<'patient'>;

let db: TestDatabase;
let c: Clinic;
let patientId: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [patientId = unknown] = await patients(db.owner, c.id, ['Arroyo, Pia']);
});

const open = (who: Member = c.bo, of = patientId, after?: string) =>
  perform(db.pool, who.caller, openChart, { patientId: of, ...(after ? { after } : {}) });
const count = (who: Member = c.bo, of = patientId) =>
  answer(db.pool, who.caller, countOpenElsewhere, { patientId: of });
const write = (title = 'Visit', who: Member = c.bo, of = patientId) =>
  perform(db.pool, who.caller, writeNote, { patientId: of, title, body: SECRET });
const update = (noteId: Id<'note'>, version: number, who: Member = c.bo) =>
  perform(db.pool, who.caller, updateNote, { noteId, version, title: ' Visit, again ', body: 'better' });
const sign = (noteId: Id<'note'>, version: number, who: Member = c.bo) =>
  perform(db.pool, who.caller, signNote, { noteId, version });
const drafts = async (who: Member = c.bo) => (await answer(db.pool, who.caller, listDraftNotes, {})).notes;
const owner = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));
const person = (userId: string, name: string, deactivated = false) => ({ userId, name, deactivated });

test('a chart shows whom it is about, the notes, and what is open elsewhere', async () => {
  await owner(
    `update patient set date_of_birth = '1980-05-12', sex = 'female', mrp_id = $2 where patient_id = $1`,
    patientId,
    c.cy.id,
  );
  await openWork(db.owner, c, c.bo.id, [patientId]);
  await owner(`update result set acknowledged_at = now() where patient_id = $1`, patientId);
  await owner(
    `insert into result (clinic_id, patient_id, title, issued_at) values ($1, $2, 'TSH', now())`,
    c.id,
    patientId,
  );
  const chart = await open(c.cy);
  const bo = person(c.bo.id, 'Bo Castellane');
  expect(chart).toEqual({
    patient: {
      patientId,
      demographicNumber: 1,
      lastName: 'Arroyo',
      firstName: 'Pia',
      dateOfBirth: '1980-05-12',
      sex: 'female',
      deceasedOn: null,
      deceased: false,
      mrp: person(c.cy.id, 'Cy Okonjo'),
    },
    drafts: [
      {
        noteId: expect.any(String),
        title: 'Visit',
        body: '',
        author: bo,
        holder: bo,
        cameFrom: null,
        writtenAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        signedAt: null,
        signedBy: null,
        version: 1,
        mayEdit: false,
        maySign: false,
      },
    ],
    notes: [],
    next: null,
  });
  expect(await count(c.cy)).toEqual({ results: 1, claims: 1 });
  expect((await entries(db.owner, c.id)).at(-1)).toEqual({
    actor_id: c.cy.id,
    action: 'charts.open-chart',
    outcome: 'done',
    subject_user_id: null,
    patient_id: patientId,
    reason: null,
    facts: {},
  });
});

test('a note is written, changed and signed by its holder; the log never holds its words', async () => {
  const { noteId, version } = await write();
  const bo = person(c.bo.id, 'Bo Castellane');
  expect((await open()).drafts).toMatchObject([
    { noteId, body: SECRET, author: bo, holder: bo, mayEdit: true, maySign: true },
  ]);
  const updated = await update(noteId, version);
  expect(updated).toEqual({ noteId, version: 2 });
  const signed = await sign(noteId, updated.version);
  expect(signed).toMatchObject({ noteId, version: 3 });
  expect(await open()).toMatchObject({
    drafts: [],
    notes: [
      {
        noteId,
        title: 'Visit, again',
        body: 'better',
        holder: null,
        signedAt: signed.signedAt,
        signedBy: bo,
        mayEdit: false,
        maySign: false,
      },
    ],
  });
  const said = await entries(db.owner, c.id);
  const acts = ['write-note', 'open-chart', 'update-note', 'sign-note', 'open-chart'];
  expect(said.map(({ action, patient_id }) => [action, patient_id])).toEqual(
    acts.map((act) => [`charts.${act}`, patientId]),
  );
  expect(said.filter(({ facts }) => facts['noteId'] === noteId)).toHaveLength(3);
  expect(JSON.stringify(said)).not.toMatch(/potassium|better|Visit/);
});

test('what a leaver has not signed, the successor finishes; the author stays, deactivated', async () => {
  const { noteId } = await write();
  await owner(`update chart_note set holder_id = $2, came_from_id = $1 where note_id = $3`, c.bo.id, c.cy.id, noteId);
  await owner('delete from active_user where user_id = $1', c.bo.id);
  const bo = person(c.bo.id, 'Bo Castellane', true);
  const [draft] = (await open(c.cy)).drafts;
  expect(draft).toMatchObject({
    author: bo,
    cameFrom: bo,
    holder: person(c.cy.id, 'Cy Okonjo'),
    version: 2,
    maySign: true,
  });
  expect(await drafts(c.cy)).toEqual([
    {
      noteId,
      title: 'Visit',
      author: bo,
      holder: { userId: c.cy.id, name: 'Cy Okonjo', deactivated: false },
      cameFrom: bo,
      hands: [],
      version: 2,
      writtenAt: draft?.writtenAt,
      patient: { patientId, demographicNumber: 1, lastName: 'Arroyo', firstName: 'Pia' },
    },
  ]);
  await sign(noteId, 2, c.cy);
  expect((await open(c.cy)).notes).toMatchObject([{ author: bo, signedBy: { name: 'Cy Okonjo' } }]);
  expect(await drafts(c.cy)).toEqual([]);
});

test('drafts come first, then the signed notes page by page, newest first', async () => {
  await owner(
    `insert into chart_note (clinic_id, patient_id, author_id, title, written_at, signed_at)
     select $1, $2, $3, n::text, now() - (n / 3) * interval '1 microsecond', case when n % 5 > 0 then now() end from generate_series(1, 60) n`,
    c.id,
    patientId,
    c.bo.id,
  );
  const first = await open();
  expect([first.drafts.length, first.notes.length]).toEqual([12, 20]);
  const pages = [first];
  for (let after = first.next; after; after = pages.at(-1)?.next ?? null)
    pages.push(await open(c.bo, patientId, after));
  expect(pages.slice(1).flatMap((page) => page.drafts)).toEqual([]);
  const titles = pages.flatMap(({ notes }) => notes.map(({ title }) => Number(title)));
  expect(titles.toSorted((a, b) => a - b)).toEqual([...Array(61).keys()].filter((n) => n % 5 > 0));
  expect(titles.map((n) => Math.floor(n / 3))).toEqual(titles.map((n) => Math.floor(n / 3)).toSorted((a, b) => a - b));
  for (const keys of [
    ['now', 'x'],
    ['9999-99-99T99:99:99+00:00', c.bo.id],
  ]) {
    await expect(open(c.bo, patientId, toCursor(keys))).rejects.toThrow('request/cursor-unknown');
  }
});

test('one’s drafts come the oldest first, page by page', async () => {
  await owner(
    `insert into chart_note (clinic_id, patient_id, author_id, holder_id, title, written_at)
     select $1, $2, $3, $3, n::text, now() - (n / 3) * interval '1 microsecond' from generate_series(1, 120) n`,
    c.id,
    patientId,
    c.bo.id,
  );
  const pages = [await answer(db.pool, c.bo.caller, listDraftNotes, {})];
  for (let after = pages[0]?.next; after; after = pages.at(-1)?.next) {
    pages.push(await answer(db.pool, c.bo.caller, listDraftNotes, { after }));
  }
  expect(pages.map(({ notes }) => notes.length)).toEqual([50, 50, 20]);
  const titles = pages.flatMap(({ notes }) => notes.map(({ title }) => Number(title)));
  expect(new Set(titles).size).toBe(120);
  const order = titles.map((n) => Math.floor(n / 3));
  expect(order).toEqual(order.toSorted((a, b) => b - a));
  const other = { after: Buffer.from('["2026-01-01","x"]').toString('base64url') };
  await expect(answer(db.pool, c.bo.caller, listDraftNotes, other)).rejects.toThrow('request/cursor-unknown');
});

test('signed is signed, also for whoever writes to the database itself', async () => {
  const { noteId } = await write();
  await sign(noteId, 1);
  await expect(owner(`update chart_note set body = '' where note_id = $1`, noteId)).rejects.toThrow('final');
  await expect(owner(`update chart_note set signed_at = null where note_id = $1`, noteId)).rejects.toThrow('final');
  await expect(owner('delete from chart_note where note_id = $1', noteId)).rejects.toThrow('final');
});

test('who asks twice under one name has looked twice, and no words of the chart are kept for it', async () => {
  const again = () => perform(db.pool, c.bo.caller, openChart, { patientId }, { key: 'look-1' });
  expect(await again()).toEqual(await again());
  expect(await entries(db.owner, c.id)).toHaveLength(2);
  expect(await one(db.owner, 'select count(*) from answered_request where clinic_id = $1', [c.id])).toBe('0');
});

describe('refused, it changes nothing and leaves the refusal in the log', () => {
  const rows = () => one(db.owner, `select jsonb_agg(to_jsonb(n)) from chart_note n where clinic_id = $1`, [c.id]);
  const refused = async (act: () => Promise<unknown>, code: string) => {
    const before = await rows();
    const written = await entries(db.owner, c.id);
    await expect(act()).rejects.toThrow(code);
    // The entry of a look is written ahead of it: nothing of that stays.
    const more = (await entries(db.owner, c.id)).slice(written.length);
    expect(more).toMatchObject([{ outcome: 'refused', reason: code }]);
    expect(await rows()).toEqual(before);
  };

  test('a draft that somebody else holds, a signed note, a stale version', async () => {
    const { noteId } = await write();
    await refused(() => update(noteId, 1, c.cy), 'chart/note-not-yours');
    await refused(() => sign(noteId, 1, c.cy), 'chart/note-not-yours');
    await update(noteId, 1);
    await refused(() => update(noteId, 1), 'request/version-stale');
    await refused(() => sign(noteId, 1), 'request/version-stale');
    await sign(noteId, 2);
    await refused(() => update(noteId, 3), 'chart/note-signed');
    await refused(() => sign(noteId, 3), 'chart/note-signed');
  });

  test('whoever may not', async () => {
    const { noteId } = await write();
    for (const act of [
      () => open(c.dee),
      () => write('Visit', c.dee),
      () => update(noteId, 1, c.dee),
      () => sign(noteId, 1, c.dee),
    ]) {
      await refused(act, 'actor/not-permitted');
    }
    await expect(drafts(c.dee)).rejects.toThrow('actor/not-permitted');
    await expect(count(c.dee)).rejects.toThrow('actor/not-permitted');
  });

  test('a chart that is blocked is closed, one unknown or of another clinic not found, and neither are its notes', async () => {
    const { noteId } = await write();
    await block(db.owner, c, c.bo.id, [patientId]);
    const far = await clinic(db.owner);
    const [elsewhere = unknown] = await patients(db.owner, far.id, ['Cote, Max']);
    const { noteId: theirs } = await write('Visit', far.bo, elsewhere);
    for (const [of, code] of [
      [patientId, 'patient/closed'],
      [unknown, 'patient/not-found'],
      [elsewhere, 'patient/not-found'],
    ] as const) {
      await refused(() => open(c.bo, of), code);
      await expect(count(c.bo, of)).rejects.toThrow(code);
      await refused(() => write('Visit', c.bo, of), code);
    }
    for (const note of [noteId, theirs, randomUUID() as Id<'note'>]) {
      await refused(() => update(note, 1), 'chart/note-not-found');
      await refused(() => sign(note, 1), 'chart/note-not-found');
    }
    expect(await drafts()).toEqual([]);
    expect((await open(c.cy)).drafts).toHaveLength(1);
  });
});
