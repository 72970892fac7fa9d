import { expect, test } from 'vitest';
import { byType, matching, type PersonOption } from './people-by-type.ts';

const people: PersonOption[] = [
  { value: '1', label: 'Okonjo, Cy', detail: 'doctor, Alder team' },
  { value: '2', label: 'Dufresne, Marie-Clémentine', type: 'midwife' },
  { value: '3', label: 'Raman, Priya', detail: 'doctor, Fernhill team' },
  { value: '4', label: 'Raman, Priya', type: 'receptionist' },
];

test.each([
  ['', ['1', '2', '3', '4']],
  ['cy', ['1']],
  ['clementine', ['2']],
  ['priya raman', ['3', '4']],
  ['raman reception', ['4']],
  ['midwife', ['2']],
  ['DOCTOR', ['1', '3']],
  ['nobody', []],
])('“%s” finds %j', (typed, found) => {
  expect(matching(people, typed).map((person) => person.value)).toEqual(found);
});

const of = (...types: (string | undefined)[]) =>
  byType(types.map((type, at) => ({ value: `${at}`, label: `${at} ${type}`, type }))).map((one) =>
    'group' in one ? [one.group, ...one.items.map(({ value }) => value)] : one.value,
  );

test('doctors, nurses, midwives and residents each have a list, and then staff', () => {
  expect(of('admin', 'resident', 'midwife', 'doctor', 'receptionist', 'nurse', 'doctor')).toEqual([
    ['Doctors', '3', '6'],
    ['Nurses', '5'],
    ['Midwives', '2'],
    ['Residents', '1'],
    ['Staff', '0', '4'],
  ]);
});

test('one type needs no heading; who is of none stands first', () => {
  expect(of('doctor', 'doctor')).toEqual(['0', '1']);
  expect(of('doctor', undefined, 'nurse')).toEqual(['1', ['Doctors', '0'], ['Nurses', '2']]);
});
