import { expect, test } from 'vitest';
import { found } from './recipients-field.tsx';

const people = [
  { value: '1', label: 'Teun Abara', detail: 'admin' },
  { value: '2', label: 'Ada Lindqvist', detail: 'admin' },
  { value: '3', label: 'Cy Okonjo', detail: 'doctor' },
];

test.each([
  ['ad', ['2', '1']],
  ['admin', ['1', '2']],
  ['', ['1', '2', '3']],
  ['cy doctor', ['3']],
])('“%s” finds %j, by name before by type', (typed, ids) => {
  expect(found(people, typed).map(({ value }) => value)).toEqual(ids);
});
