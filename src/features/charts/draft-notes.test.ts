import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import { block, toUser } from '#test/work.ts';
import { giveNote } from './give-note.ts';
import { listDraftNotes } from './list-draft-notes.ts';
import { passNote } from './pass-note.ts';
import { signNote } from './sign-note.ts';
import { writeNote } from './write-note.ts';

let db: TestDatabase;
let c: Clinic;
let pia: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [pia] = (await patients(db.owner, c.id, ['Arroyo, Pia'])) as [Id<'patient'>];
});

const write = async () =>
  (await perform(db.pool, c.bo.caller, writeNote, { patientId: pia, title: 'Visit', body: 'words' })).noteId;
const give = (noteId: Id<'note'>, to: Member, who: Member = c.bo, version = 1) =>
  perform(db.pool, who.caller, giveNote, { noteId, holderId: to.id, version });
const list = (who: Member) => answer(db.pool, who.caller, listDraftNotes, {});
const code = (refusal: string) => ({ code: refusal });

test('a draft goes to somebody else to sign, and says through whose hands it came', async () => {
  const noteId = await write();
  await give(noteId, c.cy);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    action: 'charts.give-note',
    patient_id: pia,
    subject_user_id: c.cy.id,
    facts: { noteId, before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
  });
  expect(await list(c.bo)).toMatchObject({ notes: [], waiting: { open: 0 } });
  await (
    await ready(db.pool, c.ada, c.cy, [toUser('chart-note', c.ada.id)])
  )();
  expect(await list(c.ada)).toMatchObject({
    notes: [
      {
        noteId,
        author: { userId: c.bo.id },
        cameFrom: { userId: c.cy.id, deactivated: true },
        hands: [
          { from: 'Bo Castellane', to: 'Cy Okonjo' },
          { from: 'Cy Okonjo', to: 'Ada Lindqvist' },
        ],
      },
    ],
    waiting: { open: 1, withheld: 0 },
  });
});

test('what concerns a patient closed to its holder is a number', async () => {
  await write();
  await block(db.owner, c, c.bo.id, [pia]);
  expect(await list(c.bo)).toMatchObject({ notes: [], waiting: { open: 0, withheld: 1 } });
});

test('what cannot be is refused, and changes nothing', async () => {
  const noteId = await write();
  const other = await clinic(db.owner);
  await expect(give(noteId, c.cy, c.dee)).rejects.toMatchObject(code('actor/not-permitted'));
  await expect(give(noteId, c.ada, c.cy)).rejects.toMatchObject(code('chart/note-not-yours'));
  await expect(give(noteId, c.cy, c.bo, 7)).rejects.toMatchObject(code('request/version-stale'));
  await expect(give(noteId, other.cy, other.bo)).rejects.toMatchObject(code('chart/note-not-found'));
  await expect(give(noteId, other.cy)).rejects.toMatchObject(code('user/not-found'));
  await expect(give(noteId, c.dee)).rejects.toMatchObject(code('chart/note-not-theirs'));
  await block(db.owner, c, c.cy.id, [pia]);
  await expect(give(noteId, c.cy)).rejects.toMatchObject(code('chart/note-not-theirs'));
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, [c.ada.id]),
  );
  await expect(give(noteId, c.ada)).rejects.toMatchObject(code('work/holder-not-active'));
  expect((await list(c.bo)).notes).toMatchObject([{ noteId, cameFrom: null }]);
  await perform(db.pool, c.bo.caller, signNote, { noteId, version: 1 });
  await expect(give(noteId, c.cy)).rejects.toMatchObject(code('chart/note-signed'));
});

test('everybody’s drafts are listed, and an administrator passes a colleague’s on, or one that nobody holds', async () => {
  const noteId = await write();
  const all = async (who: Member) =>
    (await answer(db.pool, who.caller, listDraftNotes, { folder: 'all' })).notes.map(({ holder }) => holder?.userId);
  expect(await all(c.cy)).toEqual([c.bo.id]);
  const pass = (to: Member, version = 1, by: Member = c.ada) =>
    perform(db.pool, by.caller, passNote, { noteId, holderId: to.id, version });
  await expect(pass(c.cy, 1, c.cy)).rejects.toMatchObject(code('actor/not-permitted'));
  await expect(pass(c.dee)).rejects.toMatchObject(code('chart/note-not-theirs'));
  await expect(pass(c.cy, 7)).rejects.toMatchObject(code('request/version-stale'));
  const other = await clinic(db.owner);
  await expect(pass(other.cy)).rejects.toMatchObject(code('user/not-found'));
  await expect(pass(other.cy, 1, other.ada)).rejects.toMatchObject(code('chart/note-not-found'));
  await pass(c.cy);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    actor_id: c.ada.id,
    action: 'charts.pass-note',
    outcome: 'done',
    subject_user_id: c.cy.id,
    patient_id: pia,
    facts: { noteId, before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
  });
  await arrange(db.owner, c.id, () =>
    db.owner.query('update chart_note set holder_id = null where note_id = $1', [noteId]),
  );
  await pass(c.bo, 3);
  expect((await list(c.bo)).notes).toMatchObject([
    {
      author: { userId: c.bo.id },
      hands: [
        { from: 'Bo Castellane', to: 'Cy Okonjo' },
        { from: null, to: 'Bo Castellane' },
      ],
    },
  ]);
  await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.cy.id]));
  await expect(pass(c.cy, 4)).rejects.toMatchObject(code('work/holder-not-active'));
  await perform(db.pool, c.bo.caller, signNote, { noteId, version: 4 });
  await expect(pass(c.ada, 5)).rejects.toMatchObject(code('chart/note-signed'));
  expect(await all(c.ada)).toEqual([]);
});
