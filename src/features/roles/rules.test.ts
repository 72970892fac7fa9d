import { describe, expect, test } from 'vitest';
import { concernsPatients, explain, isRoleName, leavesAdministrators } from './rules.ts';

test.each([
  ['nurse', true],
  ['dr ', false],
  ['  ab  ', false],
  ['abc', true],
  ['', false],
])('%j is a name for a role: %s', (name, good) => {
  expect(isRoleName(name)).toBe(good);
});

describe('what is in the way is named in the order in which it is met', () => {
  const fine = {
    permission: 'prescriptions.sign-prescription',
    takes: { site: true, types: ['doctor'], numbers: 'prescribe' } as const,
    type: 'doctor',
    lacks: [] as string[],
    status: 'active' as const,
    signIn: 'ready' as const,
    through: ['doctor'],
    sites: ['Alder Point'],
    blocked: false,
  };
  test.each([
    [{}, null],
    [{ blocked: true }, 'block'],
    [{ blocked: true, sites: [] }, 'site'],
    [{ blocked: true, lacks: ['CPSID'] }, 'number'],
    [{ lacks: ['CPSID'], sites: [] }, 'site'],
    [{ lacks: undefined }, null],
    [{ type: 'admin', sites: [] }, 'type'],
    [{ type: 'admin', sites: [], lacks: ['CPSID'], takes: {} }, null],
    [{ blocked: true, takes: {}, permission: 'users.add-user' }, null],
    [{ through: [], type: 'admin', sites: [], blocked: true }, 'role'],
    [{ signIn: 'none' as const, through: [] }, 'credentials'],
    [{ status: 'locked' as const, hasCredentials: false }, 'lock'],
    [{ status: 'inactive' as const, hasCredentials: false, through: [] }, 'status'],
  ])('%j: %s', (given, because) => {
    expect(explain({ ...fine, ...given })).toMatchObject({ because, allowed: because === null });
  });
});

test('what is new concerns patients until it is said otherwise', () => {
  expect(['charts.open-chart', 'faxes.send-fax', 'users.add-user'].map(concernsPatients)).toEqual([true, true, false]);
});

test.each([
  [{ actorDid: true, actorDoes: true, administrators: 1 }, undefined],
  [{ actorDid: false, actorDoes: false, administrators: 1 }, undefined],
  [{ actorDid: true, actorDoes: false, administrators: 2 }, 'role/own-last-right'],
  [{ actorDid: true, actorDoes: false, administrators: 0 }, 'user/last-administrator'],
])('%j: %s', (given, code) => {
  const decide = () => leavesAdministrators(given);
  if (code) expect(decide).toThrow(code);
  else expect(decide).not.toThrow();
});
