import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { type PatientChoice, PatientField } from './patient-field.tsx';
import { show } from './test-render.tsx';

afterEach(() => vi.unstubAllGlobals());

const line = (patientId: string, lastName: string) => ({
  patientId,
  demographicNumber: 12,
  lastName,
  firstName: 'Sunniva',
  dateOfBirth: '1950',
  sex: '',
  healthNumber: '',
  phone: '',
  mrp: null,
});

function Field({ onChange }: { readonly onChange: (patient: PatientChoice | null) => void }) {
  const [patient, setPatient] = useState<PatientChoice | null>(null);
  const choose = (chosen: PatientChoice | null) => {
    setPatient(chosen);
    onChange(chosen);
  };
  return <PatientField label="Patient" patient={patient} onChange={choose} />;
}

test('Enter alone takes the first patient who is found, and what is known of them is said', async () => {
  const patients = [line('p1', 'Ashgrove'), line('p2', 'Asher')];
  vi.stubGlobal('fetch', async () => Response.json({ patients, closed: [], next: null }));
  const onChange = vi.fn<(patient: PatientChoice | null) => void>();
  show(<Field onChange={onChange} />);
  const field = screen.getByRole('combobox', { name: 'Patient' });
  await userEvent.type(field, 'ash');
  const first = await screen.findByRole('option', { name: /Sunniva Ashgrove.*born 1950/ });
  await waitFor(() => expect(first).toHaveAttribute('data-combobox-selected'));
  await userEvent.keyboard('{Enter}');
  expect(onChange).toHaveBeenCalledExactlyOnceWith({ patientId: 'p1', name: 'Sunniva Ashgrove' });
  expect(field).toHaveValue('Sunniva Ashgrove');
});

test('where nobody is found Enter takes nobody', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ patients: [], closed: [], next: null }));
  const onChange = vi.fn<(patient: PatientChoice | null) => void>();
  show(<Field onChange={onChange} />);
  await userEvent.type(screen.getByRole('combobox', { name: 'Patient' }), 'zzz');
  await screen.findByText(/No patient found/);
  await userEvent.keyboard('{Enter}');
  expect(onChange).not.toHaveBeenCalled();
});

test('a closed record stands there with a lock, and is refused with the reason', async () => {
  const closed = [{ patientId: 'p9', lastName: 'Ashby', firstName: 'Ivo', at: 0 }];
  vi.stubGlobal('fetch', async () => Response.json({ patients: [line('p1', 'Ashgrove')], closed, next: null }));
  const onChange = vi.fn<(patient: PatientChoice | null) => void>();
  show(<Field onChange={onChange} />);
  await userEvent.type(screen.getByRole('combobox', { name: 'Patient' }), 'ash');
  await userEvent.click(await screen.findByRole('option', { name: /Ivo Ashby.*closed to you/ }));
  expect(onChange).not.toHaveBeenCalled();
  expect(
    await screen.findByText('The record of Ivo Ashby is closed to you. Ask a colleague to do this.'),
  ).toBeVisible();
});
