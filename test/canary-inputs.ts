// What chance does not put together: inputs that hang on what was answered before.
import type { FastifyInstance } from 'fastify';
import { kinds } from '#features/handover/kinds.ts';
import { coveredKinds } from '#features/work/contract.ts';
import { operationsOf } from '#kernel/http.ts';
import { features } from '#server/features.ts';
import type { Canary } from './canary.ts';
import { ask } from './inputs.ts';
import type { Member } from './staff.ts';
import { message } from '#features/labs/hl7/test-messages.ts';
import { toUser, without } from './work.ts';

export type Input = Record<string, unknown>;
type Apt = (server: FastifyInstance, at: Canary, who: Member) => Input[] | Promise<Input[]>;

const operations = operationsOf(features);
const nothing = { sex: '', healthNumber: '', healthProvince: '', phone: '', cellPhone: '', email: '', address: '' };
const masterFile = {
  ...nothing,
  city: '',
  province: '',
  postalCode: '',
  dateOfBirth: null,
  mrpId: null,
  deceasedOn: null,
};
const evening = { version: 2, day: '2031-07-20', start: '19:00', durationMinutes: 15 };
const lasting = { endsOn: null, reviewOn: null, masterFileOpen: false, emergencyAllowed: true, patientRequest: false };
const terms = { ...lasting, reason: 'Own family' };
const everybody = { criteria: {}, orderBy: 'last-name' };
const report = { ...everybody, columns: ['demographic-number', 'last-name', 'phone', 'email', 'address'] };

/** The answer of an operation, by its name. */
async function said(server: FastifyInstance, at: Canary, who: Member, [name, input]: readonly [string, Input]) {
  const found = operations.find((one) => one.name === name);
  return found ? (await ask(server, found, at.c, who, input)).json<Record<string, unknown>>() : {};
}

/** How often a thing may have been changed by now: each time made another version of it. */
const versions = [1, 2, 3, 4];
const manyVersions = [...versions, 5, 6, 7, 8];
const each =
  (more: Input): Apt =>
  (_, { ids }) =>
    (ids.get('set') ?? []).flatMap((setId) => versions.map((version) => ({ setId, version, ...more })));
const known = (at: Canary, thing: string) => at.ids.get(thing) ?? [];
/** Of each thing of a sort. */
const ofEach =
  (thing: string, more: Input | ((at: Canary, who: Member) => Input) = {}): Apt =>
  (_, at, who) =>
    known(at, thing).map((id) => ({ [`${thing}Id`]: id, ...(typeof more === 'function' ? more(at, who) : more) }));
const onPaperToo: Apt = (_, at) =>
  known(at, 'patient').flatMap((patientId) => ['csv', 'pdf'].map((format) => ({ patientId, format })));
/** Of each thing of a sort, in each version that it may have by now. */
const ofEachVersion =
  (thing: string, more: Input | ((at: Canary) => Input) = {}): Apt =>
  (_, at) =>
    known(at, thing).flatMap((id) =>
      manyVersions.map((version) => ({
        [`${thing}Id`]: id,
        version,
        ...(typeof more === 'function' ? more(at) : more),
      })),
    );
const letter = (at: Canary, ready: boolean): Input => ({
  siteId: at.c.siteId,
  recipient: 'Dr Ferris',
  organization: '',
  address: '',
  fax: '',
  subject: 'Referral',
  body: 'Please see them.',
  ready,
});
/** Letters that somebody has written, and signed where that is asked, as far as they may. */
const written =
  (signed: boolean, more: Input): Apt =>
  async (server, at, who) => {
    const inputs: Input[] = [];
    for (const letterId of known(at, 'letter'))
      for (const version of manyVersions) {
        const asked = { letterId, version, ...letter(at, true) };
        const { version: now } = await said(server, at, who, ['letters.update-letter', asked]);
        if (typeof now !== 'number') continue;
        if (signed) await said(server, at, who, ['letters.sign-letter', { letterId, version: now }]);
        inputs.push({ letterId, version: now, ...more });
        break;
      }
    return [...inputs, ...(await ofEach('letter', { version: 1, ...more })(server, at, who))];
  };
const dayOn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const recurring = { everyWeeks: 4, answerDays: 7, nextOn: dayOn(3), endsOn: null };
const prescribed = { lines: [{ medication: 'Try', dose: '', directions: 'One', quantity: '1', refills: 0 }], note: '' };

/** Of those who are to leave. */
const plans =
  (more: Input): Apt =>
  (_, { ids }) =>
    (ids.get('user') ?? []).map((userId) => ({ userId, ...more }));

/** Somebody of the clinic is away for a week of 2031, and each of the others covers all that there is to cover. */
const away =
  (more: Input): Apt =>
  (_, { ids }) =>
    (ids.get('user') ?? []).map((userId) => ({
      userId,
      reason: 'holiday',
      from: '2031-07-14',
      until: '2031-07-20',
      note: '',
      covers: coveredKinds.flatMap((kind) =>
        (ids.get('user') ?? []).filter((one) => one !== userId).map((covererId) => ({ kind, covererId })),
      ),
      ...more,
    }));
/** What waits in the pool and may be known of, to each user in turn. */
const pooled: Apt = async (server, at, who) => {
  const { items = [] } = await said(server, at, who, ['handover.list-pool', {}]);
  const chosen = (items as { kind: string; itemId: string }[]).map(({ kind, itemId }) => ({ kind, itemId }));
  return chosen.length > 0 ? (at.ids.get('user') ?? []).map((userId) => ({ userId, items: chosen })) : [];
};
/** Each kind that has something withheld in the pool, to each user in turn. */
const withheldInPool: Apt = async (server, at, who) => {
  const { kinds: counted = [] } = await said(server, at, who, ['handover.list-pool', {}]);
  return (counted as { kind: string; withheld: number }[]).flatMap(({ kind, withheld }) =>
    (at.ids.get('user') ?? []).map((userId) => ({ kind, userId, items: Math.max(1, withheld) })),
  );
};

export const apt: Readonly<Record<string, Apt>> = {
  'credentials.force-password-reset': ofEach('user'),
  'claims.submit-claim': ofEach('claim'),
  'tasks.update-task': ofEachVersion('task', (at) => ({
    title: 'Renew prescription',
    details: '',
    due: null,
    urgent: false,
    assigneeId: at.c.bo.id,
  })),
  'letters.add-letter': ofEach('patient', (at, { id }) => ({ ...letter(at, true), holderId: id })),
  'letters.update-letter': ofEachVersion('letter', (at) => letter(at, true)),
  'letters.sign-letter': written(false, {}),
  'letters.send-letter': written(true, { how: 'mail', to: '12 Quay Street' }),
  'secure-messages.write-message': ofEachVersion('conversation', { body: 'Thank you.', send: true }),
  'secure-messages.record-reply': async (server, at, who) => {
    for (const conversationId of known(at, 'conversation'))
      for (const version of versions)
        await said(server, at, who, [
          'secure-messages.write-message',
          { conversationId, version, body: 'Hello.', send: true },
        ]);
    return ofEach('conversation', { body: 'As you asked.' })(server, at, who);
  },
  'questionnaires.send-questionnaire': (_, at, { id: holderId }) =>
    known(at, 'patient').map((patientId) => ({
      templateId: known(at, 'template')[0],
      patientId,
      holderId,
      dueOn: dayOn(7),
    })),
  'questionnaires.schedule-recurring': (_, at, { id }) =>
    known(at, 'patient').map((patientId) => ({
      ...recurring,
      templateId: known(at, 'template')[0],
      patientIds: [patientId],
      holderId: id,
      alertId: id,
    })),
  'questionnaires.record-answers': ofEach('sent', { answers: ['Well, thank you.'] }),
  'labs.update-integration': ofEachVersion('integration', {
    name: 'Otherwise',
    laboratory: 'Northmere Labs',
    account: '',
    running: false,
  }),
  'labs.transfer-integration': ofEach('integration', (_, { id }) => ({ holderId: id })),
  'labs.preview-messages': ofEach('integration', { file: 'a.hl7', content: btoa(message()) }),
  'labs.read-messages': ofEach('integration', { file: 'a.hl7', content: btoa(message()) }),
  'patients.assign-mrp': (_, at, { id }) =>
    known(at, 'patient').flatMap((patientId) => [id, null].map((mrpId) => ({ patientIds: [patientId], mrpId }))),
  'patients.list-mrp-patients': () => ['open', 'pool'].map((folder) => ({ folder })),
  'handover.make-receipt': (_, at) =>
    known(at, 'handover').flatMap((handoverId) => ['csv', 'pdf'].map((format) => ({ handoverId, format }))),
  'handover.list-open-work': (_, at) =>
    known(at, 'user').flatMap((userId) => kinds.map(({ kind }) => ({ userId, kind }))),
  'handover.preview-deactivation': (_, at, who) =>
    known(at, 'user').map((userId) => ({ userId, plan: kinds.map(({ kind }) => toUser(kind, who.id)) })),
  'absences.preview-absence': away({}),
  'absences.preview-own-absence': away({}),
  'absences.add-absence': away({}),
  'absences.add-own-absence': away({ from: '2031-08-01', until: '2031-08-02', covers: [] }),
  'fhir.import-bundle': () => [{ file: 'b.json', bundle: { resourceType: 'Bundle', type: 'collection', entry: [] } }],
  'handover.deactivate-user': async (server, at, who) => {
    const leavers = (at.ids.get('user') ?? []).filter((id) => id !== who.id);
    const plan = kinds.map(({ kind, dispositions }) => {
      const rest = dispositions.find((how) => how !== 'transfer');
      return rest ? without(kind, rest) : toUser(kind, who.id);
    });
    const asked = leavers.map(async (userId): Promise<Input> => {
      const { planHash = '' } = await said(server, at, who, ['handover.preview-deactivation', { userId, plan }]);
      return { userId, plan, planHash, reason: 'left' };
    });
    return Promise.all(asked);
  },
  'demographic-report.run-report': () => [report],
  'demographic-report.export-report': () => [report],
  'demographic-report.print-report': () => [report],
  'demographic-report.save-query': () => [{ name: 'Everybody, once more', shared: true, asked: report }],
  'demographic-report.update-query': (_, { ids }) =>
    (ids.get('query') ?? []).flatMap((queryId) =>
      versions.map((version) => ({ queryId, name: 'Everybody, otherwise', shared: true, asked: report, version })),
    ),
  'patients.update-patient': (_, { ids }) =>
    (ids.get('patient') ?? []).flatMap((patientId) =>
      manyVersions.map((version) => ({ ...masterFile, patientId, version, lastName: 'Try', firstName: 'Otherwise' })),
    ),
  'prescriptions.write-prescription': ofEach('patient', ({ c }) => ({ ...prescribed, siteId: c.siteId })),
  'prescriptions.update-prescription': ofEachVersion('prescription', ({ c }) => ({ ...prescribed, siteId: c.siteId })),
  'prescriptions.sign-prescription': ofEachVersion('prescription'),
  'prescriptions.give-prescription': (_, at) =>
    known(at, 'prescription').flatMap((prescriptionId) =>
      known(at, 'user').map((holderId) => ({ prescriptionId, holderId })),
    ),
  'prescriptions.print-prescription': async (server, at, who) => {
    for (const input of await ofEachVersion('prescription')(server, at, who))
      await said(server, at, who, ['prescriptions.sign-prescription', input]);
    return ofEach('prescription')(server, at, who);
  },
  'roles.export-holders': () => [{ permission: 'charts.open-chart' }],
  'reach.read-reach': (_, { ids }) => (ids.get('user') ?? []).map((userId) => ({ userId })),
  'reach.export-reach': (_, { ids }) => (ids.get('user') ?? []).map((userId) => ({ userId })),
  'reach.list-openers': (_, { ids }) =>
    (ids.get('patient') ?? []).flatMap((patientId) => [true, false].map((could) => ({ patientId, could }))),
  'reach.export-openers': onPaperToo,
  'reach.export-uses': onPaperToo,
  'schedule.move-appointment': (_, { ids }, { id: providerId }) =>
    (ids.get('appointment') ?? []).flatMap((appointmentId) =>
      (ids.get('site') ?? []).map((siteId) => ({ ...evening, appointmentId, siteId, providerId })),
    ),
  'schedule.give-visit': ofEachVersion('appointment', (at) => ({ holderId: at.c.cy.id })),
  'schedule.cancel-appointments': (_, at) =>
    known(at, 'appointment').map((appointmentId) => ({ appointmentIds: [appointmentId], reason: 'ill', tell: true })),
  'handover.take-back-work': (_, { ids }) =>
    (ids.get('handover') ?? []).flatMap((handoverId) =>
      kinds.map(({ kind }) => ({ handoverId, what: [{ kind }], items: 1, reason: 'is back' })),
    ),
  'handover.list-return': (_, { ids }) =>
    (ids.get('handover') ?? []).flatMap((handoverId) => kinds.map(({ kind }) => ({ handoverId, kind }))),
  'standing-rules.add-rule': (_, { ids }) =>
    (ids.get('user') ?? []).flatMap((fromId) =>
      (ids.get('user') ?? [])
        .filter((one) => one !== fromId)
        .map((holderId) => ({
          what: 'forwarding',
          fromId,
          holderId,
          forwards: ['message'],
          startsOn: '2031-01-01',
          endsOn: null,
        })),
    ),
  'handover.assign-pool': pooled,
  'handover.preview-assignment': pooled,
  'handover.read-doubts': (_, { ids }) =>
    (ids.get('user') ?? []).flatMap((userId) =>
      ['task', 'claim'].flatMap((kind) => (ids.get(kind) ?? []).map((itemId) => ({ userId, kind, itemId }))),
    ),
  'questionnaires.give-alert': ofEach('recurring', (at) => ({ alertId: at.c.dee.id })),
  'charts.pass-note': ofEachVersion('note', (at) => ({ holderId: at.c.dee.id })),
  'tasks.pass-task': ofEachVersion('task', (at) => ({ assigneeId: at.c.cy.id })),
  'letters.pass-letter': ofEach('letter', (at, { id }) => ({ fromId: id, holderId: at.c.cy.id })),
  'claims.pass-claim': ofEach('claim', (at, { id }) => ({ fromId: id, holderId: at.c.cy.id })),
  'results.pass-result': ofEach('result', (at, { id }) => ({ fromId: id, holderId: at.c.cy.id })),
  'inbox.give-message': ofEach('item', (at) => ({ holderId: at.c.cy.id })),
  'handover.assign-withheld': withheldInPool,
  'handover.preview-withheld': withheldInPool,
  'handover.give-plan': plans({ basedOn: 1 }),
  'last-day.set-last-day': plans({ ends: { day: '2999-06-30', time: '17:00' }, reason: 'moves away', basedOn: 0 }),
  'handover.save-plan': plans({ basedOn: 1, plan: [without('task', 'return')] }),
  'patient-sets.save-patient-set': async (server, at, who) => {
    const { summary } = await said(server, at, who, ['demographic-report.run-report', report]);
    const { shown = 0, fingerprint = '' } = (summary ?? {}) as { shown?: number; fingerprint?: string };
    return [{ name: 'Everybody here', ...everybody, seen: { patients: shown, fingerprint } }];
  },
  'patient-sets.lay-block': (_, { ids }) =>
    (ids.get('user') ?? []).flatMap((userId) =>
      (ids.get('set') ?? []).flatMap((setId) =>
        versions.flatMap((versionNumber) =>
          versions.map((version) => ({ userId, blackListed: [{ ...terms, setId, versionNumber }], version })),
        ),
      ),
    ),
  'patient-sets.accept-suggestion': (_, { ids }) =>
    (ids.get('user') ?? []).flatMap((userId) =>
      (ids.get('patient') ?? []).map((patientId, n) => ({
        ...terms,
        userId,
        patientIds: [patientId],
        name: `Family ${n} of ${userId}`,
      })),
    ),
  'patient-sets.read-drift': each({}),
  'patient-sets.change-members': (_, { ids }) =>
    (ids.get('set') ?? []).flatMap((setId) =>
      (ids.get('patient') ?? []).flatMap((patientId) =>
        versions.flatMap((version) => [
          { setId, version, add: [patientId], remove: [], reason: 'belongs to them' },
          { setId, version, add: [], remove: [patientId], reason: 'does not belong to them' },
        ]),
      ),
    ),
  'patient-sets.delete-set': each({}),
  'patient-sets.keep-up-to-date': each({ kept: true }),
  'patient-sets.update-set': async (server, at, who) => {
    const asked = (at.ids.get('set') ?? []).map(async (setId): Promise<Input[]> => {
      const { fingerprint = '' } = await said(server, at, who, ['patient-sets.read-drift', { setId }]);
      return versions.map((version) => ({ setId, version, reason: 'as they are now', fingerprint }));
    });
    return (await Promise.all(asked)).flat();
  },
};
