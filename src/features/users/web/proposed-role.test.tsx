import { expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { rolesWith, rolesWithout, rolesWithType } from './proposed-role.ts';
import type { RoleChoice } from './user-draft.ts';

const role = (name: string) => name as Id<'role'>;
const doctor: RoleChoice = {
  roleId: role('doctor'),
  name: 'doctor',
  description: '',
  system: 'doctor',
  mayGive: true,
  permissions: 38,
  enables: [],
};
const nothing = { roleIds: [], doctor: 'untouched' } as const;

test('the standard access is proposed to practitioners and withdrawn again', () => {
  const proposed = rolesWithType(nothing, 'nurse', doctor);
  expect(proposed).toEqual({ roleIds: ['doctor'], doctor: 'proposed' });
  expect(rolesWithType(proposed, 'midwife', doctor)).toEqual(proposed);
  expect(rolesWithType(proposed, 'receptionist', doctor)).toEqual(nothing);
  expect(rolesWithType(nothing, 'admin', doctor)).toEqual(nothing);
});

test('what was chosen stays, whatever the type', () => {
  const chosen = rolesWith(nothing, role('doctor'), doctor);
  expect(rolesWithType(chosen, 'receptionist', doctor)).toEqual(chosen);
  const proposedThenChosen = rolesWith(rolesWithType(nothing, 'doctor', doctor), role('doctor'), doctor);
  expect(rolesWithType(proposedThenChosen, 'admin', doctor).roleIds).toEqual(['doctor']);
});

test('what was declined is not proposed again', () => {
  const declined = rolesWithout(rolesWithType(nothing, 'doctor', doctor), role('doctor'), doctor);
  expect(rolesWithType(declined, 'nurse', doctor).roleIds).toEqual([]);
});

test('another role beside it changes nothing of that', () => {
  const both = rolesWith(rolesWithType(nothing, 'doctor', doctor), role('admin'), doctor);
  expect(rolesWithType(both, 'receptionist', doctor)).toEqual({ roleIds: ['admin'], doctor: 'untouched' });
});

test('nothing is proposed that the administrator may not give', () => {
  expect(rolesWithType(nothing, 'doctor', { ...doctor, mayGive: false })).toEqual(nothing);
});
