// What chance does not put together: inputs that hang on what was answered before.
import type { FastifyInstance } from 'fastify';
import { kinds } from '#features/handover/kinds.ts';
import { operationsOf } from '#kernel/http.ts';
import { features } from '#server/features.ts';
import type { Canary } from './canary.ts';
import { ask } from './inputs.ts';
import type { Member } from './staff.ts';
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
const evening = { version: 1, day: '2031-07-20', start: '19:00', durationMinutes: 15 };
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
const each =
  (more: Input): Apt =>
  (_, { ids }) =>
    (ids.get('set') ?? []).flatMap((setId) => versions.map((version) => ({ setId, version, ...more })));
/** Of those who are to leave. */
const plans =
  (more: Input): Apt =>
  (_, { ids }) =>
    (ids.get('user') ?? []).map((userId) => ({ userId, ...more }));

export const apt: Readonly<Record<string, Apt>> = {
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
      versions.map((version) => ({ ...masterFile, patientId, version, lastName: 'Try', firstName: 'Otherwise' })),
    ),
  'reach.read-reach': (_, { ids }) => (ids.get('user') ?? []).map((userId) => ({ userId })),
  'reach.list-openers': (_, { ids }) =>
    (ids.get('patient') ?? []).flatMap((patientId) => [true, false].map((could) => ({ patientId, could }))),
  'schedule.move-appointment': (_, { ids }, { id: providerId }) =>
    (ids.get('appointment') ?? []).flatMap((appointmentId) =>
      (ids.get('site') ?? []).map((siteId) => ({ ...evening, appointmentId, siteId, providerId })),
    ),
  'handover.give-plan': plans({ basedOn: 1 }),
  'handover.save-plan': plans({ basedOn: 1, plan: [without('task', 'return')] }),
  'patient-sets.save-patient-set': async (server, at, who) => {
    const { summary } = await said(server, at, who, ['demographic-report.run-report', report]);
    const { shown = 0, fingerprint = '' } = (summary ?? {}) as { shown?: number; fingerprint?: string };
    return [{ name: 'Everybody here', ...everybody, seen: { patients: shown, fingerprint } }];
  },
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
