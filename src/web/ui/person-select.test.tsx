import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import type { PersonOption } from './people-by-type.ts';
import { PersonSelect } from './person-select.tsx';
import { show } from './test-render.tsx';

const people: PersonOption[] = [
  { value: '1', label: 'Okonjo, Cy', detail: 'doctor, Alder team' },
  { value: '2', label: 'Dufresne, Marie-Clémentine', detail: 'midwife' },
  { value: '3', label: 'Raman, Priya', detail: 'doctor, Fernhill team' },
  { value: '4', label: 'Raman, Priya', detail: 'receptionist' },
];

function Page({ people: some = people }: { readonly people?: readonly PersonOption[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <>
      <PersonSelect label="Successor" people={some} value={chosen} onChange={setChosen} />
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

test('each type has its own list, to look at and while typing', async () => {
  const typed = [
    { value: '1', label: 'Adeyemi, Bo', type: 'admin' },
    { value: '2', label: 'Berg, Lou', type: 'nurse' },
    { value: '3', label: 'Chan, Fen', type: 'doctor' },
    { value: '4', label: 'Dunn, Kit', type: 'doctor', detail: 'Alder Point' },
  ];
  show(<Page people={typed} />);
  await userEvent.click(screen.getByRole('combobox', { name: 'Successor' }));
  expect(screen.getByRole('listbox').textContent).toBe(
    'DoctorsChan, FendoctorDunn, KitAlder PointNursesBerg, LounurseStaffAdeyemi, Boadmin',
  );
  await userEvent.keyboard('n');
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
    'Chan, Fendoctor',
    'Dunn, KitAlder Point',
    'Berg, Lounurse',
    'Adeyemi, Boadmin',
  ]);
  await userEvent.keyboard('{Enter}');
  expect(screen.getByText('chosen: 3')).toBeVisible();
});
