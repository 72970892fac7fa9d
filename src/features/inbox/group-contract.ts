import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import { FilledLine, GroupId, Instant, nullable, Person, UserId, Version } from '#kernel/schema.ts';

const Group = Type.Object({
  groupId: GroupId,
  name: Type.String(),
  /** By name; never nobody. */
  members: Type.Array(Type.Object({ ...Person.properties, since: Instant, cameFrom: nullable(Person) })),
  /** Who was in it before, the latest first. */
  former: Type.Array(Type.Object({ ...Person.properties, until: Instant })),
  version: Version,
});
export type Group = Static<typeof Group>;

export const ListGroups = operation({
  name: 'inbox.list-groups',
  says: 'See the groups that one can write to, and who is in them.',
  method: 'GET',
  path: '/message-groups',
  doctor: true,
  input: Type.Object({}),
  output: Type.Object({ groups: Type.Array(Group) }),
  refusals: [],
});

const Fields = {
  name: FilledLine,
  memberIds: Type.Array(UserId, { minItems: 1, maxItems: 200, uniqueItems: true }),
};
const Changed = Type.Object({ groupId: GroupId, version: Version });

export const AddGroup = operation({
  name: 'inbox.add-group',
  says: 'Make a group that one can write to.',
  method: 'POST',
  path: '/message-groups',
  input: Type.Object(Fields),
  output: Changed,
  refusals: ['user/not-found', 'work/holder-not-active', 'inbox/group-name-taken'],
});

export const UpdateGroup = operation({
  name: 'inbox.update-group',
  says: 'Rename a group, and say who is in it.',
  method: 'PUT',
  path: '/message-groups/{groupId}',
  versioned: true,
  input: Type.Object({ groupId: GroupId, ...Fields, version: Version }),
  output: Changed,
  refusals: ['inbox/group-not-found', 'user/not-found', 'work/holder-not-active', 'inbox/group-name-taken'],
});

/** What was written to it stays with whoever received it. */
export const RetireGroup = operation({
  name: 'inbox.retire-group',
  says: 'Retire a group: nobody writes to it any more.',
  method: 'DELETE',
  path: '/message-groups/{groupId}',
  input: Type.Object({ groupId: GroupId }),
  output: Type.Object({ groupId: GroupId }),
  refusals: ['inbox/group-not-found'],
});

export const ExportGroups = operation({
  name: 'inbox.export-groups',
  says: 'Take the message groups and who is in them out as a file.',
  method: 'POST',
  path: '/message-groups/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({}),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});
