import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { FilledLine, Instant, IntegrationId, Line, nullable, Person, UserId, Version } from '#kernel/schema.ts';
import { HolderStep } from '../work/contract.ts';

const Integration = Type.Object({
  integrationId: IntegrationId,
  name: Type.String(),
  laboratory: Type.String(),
  /** By which the laboratory knows the connection. */
  account: Type.String(),
  /** A stopped one receives nothing and needs nobody. */
  running: Type.Boolean(),
  setUpAt: Instant,
  lastReceivedAt: nullable(Instant),
  author: Person,
  /** In whose name it runs. */
  holder: Person,
  cameFrom: nullable(Person),
  holders: Type.Array(HolderStep),
  version: Version,
});
export type Integration = Static<typeof Integration>;

export const ListIntegrations = operation({
  name: 'labs.list-integrations',
  says: 'See the connections to laboratories, and in whose name each runs.',
  method: 'GET',
  path: '/lab-integrations',
  input: Type.Object({}),
  output: Type.Object({ integrations: Type.Array(Integration) }),
  refusals: [],
});

const Changed = Type.Object({ integrationId: IntegrationId, version: Version });
const Fields = { name: FilledLine, laboratory: FilledLine, account: Line };

export const AddIntegration = operation({
  name: 'labs.add-integration',
  says: 'Record a connection to a laboratory.',
  method: 'POST',
  path: '/lab-integrations',
  input: Type.Object({ ...Fields, holderId: UserId }),
  output: Changed,
  refusals: ['user/not-found', 'work/holder-not-active', 'labs/name-taken'],
});

export const UpdateIntegration = operation({
  name: 'labs.update-integration',
  says: 'Change, stop or start a connection to a laboratory.',
  method: 'PUT',
  path: '/lab-integrations/{integrationId}',
  versioned: true,
  input: Type.Object({ integrationId: IntegrationId, ...Fields, running: Type.Boolean(), version: Version }),
  output: Changed,
  refusals: ['work/not-found', 'work/holder-not-active', 'labs/name-taken'],
});

export const TransferIntegration = operation({
  name: 'labs.transfer-integration',
  says: 'Let a connection to a laboratory run in another user’s name.',
  method: 'PUT',
  path: '/lab-integrations/{integrationId}/holder',
  input: Type.Object({ integrationId: IntegrationId, holderId: UserId }),
  output: Changed,
  refusals: ['work/not-found', 'user/not-found', 'work/holder-not-active'],
});
