import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import { addLetter } from './add-letter.ts';
import type { Folder } from './contract.ts';
import { giveLetter } from './give-letter.ts';
import { listLetters } from './list-letters.ts';
import { sendLetter } from './send-letter.ts';
import { signLetter } from './sign-letter.ts';
import { takeLetter } from './take-letter.ts';
import { updateLetter } from './update-letter.ts';

export let db: TestDatabase;
export let c: Clinic;
export let greaves: Id<'patient'>;
export let tolland: Id<'patient'>;

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

export const add = async (more: object = {}, who: Member = c.bo, holderId: Id<'user'> | null = who.id) =>
  (await perform(db.pool, who.caller, addLetter, { patientId: greaves, holderId, ...fields(), ...more })).letterId;

export const list = (folder: Folder, who: Member = c.bo, more: object = {}) =>
  answer(db.pool, who.caller, listLetters, { folder, ...more });

export const subjects = async (...asked: Parameters<typeof list>) =>
  (await list(...asked)).letters.map(({ subject }) => subject);

export const change = (letterId: Id<'letter'>, more: object = {}, who: Member = c.bo, version = 1) =>
  perform(db.pool, who.caller, updateLetter, { letterId, ...fields(), version, ...more });

export const sign = (letterId: Id<'letter'>, who: Member = c.bo, version = 1) =>
  perform(db.pool, who.caller, signLetter, { letterId, version });

export const send = (letterId: Id<'letter'>, who: Member = c.bo, more: object = {}) =>
  perform(db.pool, who.caller, sendLetter, { letterId, how: 'fax', to: '250-555-0123', ...more });

export const give = (letterId: Id<'letter'>, holderId: Id<'user'> | null, who: Member = c.bo) =>
  perform(db.pool, who.caller, giveLetter, { letterId, holderId });

export const take = (letterId: Id<'letter'>, who: Member = c.bo) =>
  perform(db.pool, who.caller, takeLetter, { letterId });

export const row = async (letterId: Id<'letter'>) =>
  (await db.owner.query('select * from letter where letter_id = $1', [letterId])).rows[0] as Record<string, unknown>;

export const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
export const code = (refusal: string) => ({ code: refusal });

/** Dee, a receptionist, may do everything with letters that her type lets her. */
export const letDeeWrite = () =>
  arrange(db.owner, c.id, () =>
    db.owner.query('insert into user_role values ($1, $2, $3)', [c.id, c.dee.id, c.roles.doctor]),
  );

/** For each test file of these. */
export function setUp(): void {
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
}
