import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { matching, type PersonOption, PersonSelect } from './person-select.tsx';
import { show } from './test-render.tsx';

const people: PersonOption[] = [
  { value: '1', label: 'Okonjo, Cy', detail: 'doctor, Alder team' },
  { value: '2', label: 'Dufresne, Marie-Clémentine', detail: 'midwife' },
  { value: '3', label: 'Raman, Priya', detail: 'doctor, Fernhill team' },
  { value: '4', label: 'Raman, Priya', detail: 'receptionist' },
];

test.each([
  ['', ['1', '2', '3', '4']],
  ['cy', ['1']],
  ['clementine', ['2']],
  ['priya raman', ['3', '4']],
  ['raman reception', ['4']],
  ['DOCTOR', ['1', '3']],
  ['nobody', []],
])('“%s” finds %j', (typed, found) => {
  expect(matching(people, typed).map((person) => person.value)).toEqual(found);
});

function Page() {
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <>
      <PersonSelect label="Successor" people={people} value={chosen} onChange={setChosen} />
      <p>chosen: {chosen ?? 'nobody'}</p>
    </>
  );
}

test('is chosen by typing and the arrow keys; the detail tells two of one name apart', async () => {
  show(<Page />);
  await userEvent.type(screen.getByRole('combobox', { name: 'Successor' }), 'raman');
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
    'Raman, Priyadoctor, Fernhill team',
    'Raman, Priyareceptionist',
  ]);
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(screen.getByText('chosen: 4')).toBeVisible();
});

test('says that nobody is of that name', async () => {
  show(<Page />);
  await userEvent.type(screen.getByRole('combobox', { name: 'Successor' }), 'xx');
  expect(screen.getByText('Nobody of that name')).toBeVisible();
});
