import type { RouteObject } from 'react-router';

export const patientRoutes: RouteObject[] = [
  {
    path: 'patients',
    lazy: async () => {
      const { PatientsPage, loader } = await import('./patients-page.tsx');
      return { Component: PatientsPage, loader };
    },
  },
  {
    path: 'patients/add',
    lazy: async () => {
      const { AddPatientPage, loader } = await import('./add-patient-page.tsx');
      return { Component: AddPatientPage, loader };
    },
  },
  {
    path: 'patients/mrp',
    lazy: async () => {
      const { MrpPatientsPage, loader } = await import('./mrp-patients-page.tsx');
      return { Component: MrpPatientsPage, loader };
    },
  },
  {
    path: 'patients/:patientId',
    lazy: async () => {
      const { MasterFilePage, loader } = await import('./master-file-page.tsx');
      return { Component: MasterFilePage, loader };
    },
  },
  {
    path: 'patients/:patientId/edit',
    lazy: async () => {
      const { EditPatientPage, loader } = await import('./edit-patient-page.tsx');
      return { Component: EditPatientPage, loader };
    },
  },
];
