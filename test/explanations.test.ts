// "Why can this user do this, and why not?" is held against what the operations themselves answer: users of every type,
// with and without a site and the numbers of the province, each doing whatever takes one of these.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addLetter } from '#features/letters/add-letter.ts';
import { signLetter } from '#features/letters/sign-letter.ts';
import { takeLetter } from '#features/letters/take-letter.ts';
import { updateLetter } from '#features/letters/update-letter.ts';
import { signPrescription } from '#features/prescriptions/sign-prescription.ts';
import { updatePrescription } from '#features/prescriptions/update-prescription.ts';
import { writePrescription } from '#features/prescriptions/write-prescription.ts';
import { explainAccess } from '#features/roles/explain-access.ts';
import { takesOf } from '#features/roles/takes.ts';
import { bookAppointment } from '#features/schedule/book-appointment.ts';
import { moveAppointment } from '#features/schedule/move-appointment.ts';
import { userTypes } from '#features/users/contract.ts';
import { standingOf } from '#features/users/provinces/completeness.ts';
import { operationFor } from '#features/users/provinces/field.ts';
import { provinceOf } from '#features/users/provinces/provinces.ts';
import { abilities } from '#features/users/record-schema.ts';
import type { Id } from '#kernel/brand.ts';
import { type Command, perform } from '#kernel/command.ts';
import { features } from '#server/features.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, patients } from '#test/staff.ts';

let db: TestDatabase;
let c: Clinic;
let patientId: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [patientId] = (await patients(db.owner, c.id, ['Greaves, Anselm'])) as [Id<'patient'>];
});

const run = (sql: string, ...values: unknown[]) =>
  arrange(db.owner, c.id, () => db.owner.query(sql, [c.id, c.bo.id, ...values]));

interface World {
  readonly type: string;
  readonly site: boolean;
  readonly number: boolean;
  readonly role: boolean;
}

/** What Bo is from now on. */
async function become({ type, site, number, role }: World): Promise<void> {
  await run('update clinic_user set type = $3 where clinic_id = $1 and user_id = $2', type);
  await run('delete from site_assignment where clinic_id = $1 and user_id = $2');
  if (site) await run('insert into site_assignment values ($1, $2, $3)', c.siteId);
  await run(`delete from provider_field where clinic_id = $1 and user_id = $2`);
  if (number) {
    await run(`insert into provider_field (clinic_id, user_id, field, position, value, identifies)
               values ($1, $2, 'bc.cpsid', 0, '31701', true)`);
  }
  await run('delete from user_role where clinic_id = $1 and user_id = $2');
  await run('insert into user_role values ($1, $2, $3)', role ? c.roles.doctor : c.roles.frontDesk);
}
const equipped: World = { type: 'doctor', site: true, number: true, role: true };

/** Everything that takes more than a role, each with something of Bo’s to be done to. */
async function deeds(): Promise<readonly (readonly [Command, object])[]> {
  await become(equipped);
  const at = { siteId: c.siteId };
  const head = { ...at, recipient: 'Dr. Vale', organization: '', address: '', fax: '', subject: 'Knee' };
  const letter = { ...head, body: 'Please see.', ready: true };
  const medication = { medication: 'Metformin', dose: '', directions: 'Once a day', quantity: '30', refills: 0 };
  const written = { ...at, lines: [medication], note: '' };
  const time = { ...at, providerId: c.cy.id, day: '2030-01-07', start: '10:00', durationMinutes: 20 };
  const write = () => perform(db.pool, c.bo.caller, writePrescription, { patientId, ...written });
  const add = (holderId: Id<'user'> | null) =>
    perform(db.pool, c.cy.caller, addLetter, { patientId, ...letter, holderId });
  const booked = await perform(db.pool, c.cy.caller, bookAppointment, { patientId, ...time, reason: '' });
  const { appointmentId, version } = booked as { appointmentId: Id<'appointment'>; version?: number };
  const toSign = await add(c.bo.id);
  return [
    [bookAppointment, { patientId, ...time, reason: '' }],
    [moveAppointment, { ...time, appointmentId, version: version ?? 1, start: '11:00' }],
    [writePrescription, { patientId, ...written }],
    [updatePrescription, { ...(await write()), ...written }],
    [signPrescription, await write()],
    [addLetter, { patientId, ...letter, holderId: null }],
    [updateLetter, { ...(await add(c.bo.id)), ...letter }],
    [signLetter, toSign],
    [takeLetter, { letterId: (await add(null)).letterId }],
  ];
}

const stepOf: Readonly<Record<string, string>> = {
  'actor/not-permitted': 'role',
  'prescription/not-a-prescriber': 'type',
  'letter/not-a-practitioner': 'type',
  'site/not-yours': 'site',
  'prescription/number-missing': 'number',
};
const really = (deed: Command, input: object): Promise<string | null> =>
  perform(db.pool, c.bo.caller, deed, input as never).then(
    () => null,
    (refusal: Error) => stepOf[refusal.message] ?? refusal.message,
  );
const explained = (permission: string) =>
  perform(db.pool, c.ada.caller, explainAccess, { userId: c.bo.id, permission, patientId });

const worlds: readonly World[] = userTypes.flatMap((type) =>
  [true, false].flatMap((site) => [true, false].map((number) => ({ type, site, number, role: true }))),
);

test.each([...worlds, { ...equipped, role: false }])('%j: what is said is what happens', async (world) => {
  const todo = await deeds();
  await become(world);
  for (const [deed, input] of todo) {
    const { name } = deed.operation;
    const { because, allowed } = await explained(name);
    expect([name, because]).toEqual([name, await really(deed, input)]);
    expect(allowed).toBe(because === null);
  }
  const { type, site, number, role } = world;
  const panel = standingOf(provinceOf('BC'), {
    type: type as 'doctor',
    hasSite: site,
    allows: () => role,
    has: (key) => key === 'bc.cpsid' && number,
  });
  for (const { ability, lacks, lacksSite, lacksRole } of panel) {
    const { steps } = await explained(operationFor[ability]);
    const passes = (step: string) => steps.find((one) => one.step === step)?.passes ?? true;
    expect([ability, lacksRole, lacksSite]).toEqual([ability, !passes('role'), !passes('site')]);
    if (ability === 'prescribe') expect(lacks.length > 0).toBe(!passes('number'));
  }
});

test('every operation that can answer with what a site, a type or a number lacks is explained so', () => {
  const operations = features.flatMap(({ commands }) => commands).map(({ operation }) => operation);
  const refusing = (code: string) =>
    operations.filter(({ refusals }) => (refusals as readonly string[]).includes(code)).map(({ name }) => name);
  const taking = (what: 'site' | 'types' | 'numbers') =>
    operations.filter(({ name }) => takesOf(name)[what]).map(({ name }) => name);
  // Whoever holds a letter sends it wherever they are; only out of the pool a site is asked for.
  expect([...taking('site'), 'letters.send-letter'].toSorted()).toEqual(refusing('site/not-yours').toSorted());
  // Another's draft is nobody's to cancel; a letter is refused for the type of whoever it is given to.
  const ofTypes = [...refusing('prescription/not-a-prescriber'), ...refusing('letter/not-a-practitioner')];
  const ofOthers = ['prescriptions.cancel-prescription', 'letters.give-letter', 'letters.pass-letter'];
  expect([...taking('types'), ...ofOthers].toSorted()).toEqual(ofTypes.toSorted());
  expect(taking('numbers')).toEqual(refusing('prescription/number-missing'));
});

test('the panel of the record asks for a site where the operation takes one', () => {
  const lacking = standingOf(provinceOf('BC'), { type: 'doctor', hasSite: false, allows: () => true, has: () => true });
  expect(lacking.filter(({ lacksSite }) => lacksSite).map(({ ability }) => ability)).toEqual(
    abilities.filter((ability) => takesOf(operationFor[ability]).site),
  );
});
