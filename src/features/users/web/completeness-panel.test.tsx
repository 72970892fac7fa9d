import { expect, test } from 'vitest';
import { bc } from '../provinces/bc.ts';
import { standingOf } from '../provinces/completeness.ts';
import { equippedBy } from './completeness-panel.tsx';
import { choices, ids } from './test-pages.tsx';
import { type Choices, emptyDraft } from './user-draft.ts';

const all = choices as unknown as Choices;
const doctor = { ...emptyDraft, type: 'doctor' as const, roleIds: [ids.doctor as never] };
const prescribes = (draft: Parameters<typeof equippedBy>[0], of = all) => {
  const standing = standingOf(bc, equippedBy(draft, of)).find(({ ability }) => ability === 'prescribe');
  return [standing?.lacksSite, standing?.lacksRole];
};

test('a site and a role that allows it are missing, until they are chosen', () => {
  expect(prescribes(doctor)).toEqual([true, false]);
  expect(prescribes({ ...doctor, roleIds: [ids.frontDesk as never] })).toEqual([true, true]);
});

test('where there is one site it is everybody’s, and not asked for', () => {
  expect(prescribes(doctor, { ...all, sites: all.sites.slice(0, 1) })).toEqual([false, false]);
});
