import type { RouteObject } from 'react-router';

export const prescriptionRoutes: RouteObject[] = [
  {
    path: 'prescriptions',
    lazy: async () => {
      const { PrescriptionsPage, loader } = await import('./prescriptions-page.tsx');
      return { Component: PrescriptionsPage, loader };
    },
  },
  {
    path: 'prescriptions/:prescriptionId',
    lazy: async () => {
      const { PrescriptionPage, loader } = await import('./prescription-page.tsx');
      return { Component: PrescriptionPage, loader };
    },
  },
  {
    path: 'prescriptions/:prescriptionId/edit',
    lazy: async () => {
      const { EditPrescriptionPage, loader } = await import('./edit-prescription-page.tsx');
      return { Component: EditPrescriptionPage, loader };
    },
  },
  {
    path: 'patients/:patientId/prescriptions',
    lazy: async () => {
      const { PatientPrescriptionsPage, loader } = await import('./patient-prescriptions-page.tsx');
      return { Component: PatientPrescriptionsPage, loader };
    },
  },
  {
    path: 'patients/:patientId/prescriptions/write',
    lazy: async () => {
      const { WritePrescriptionPage, loader } = await import('./write-prescription-page.tsx');
      return { Component: WritePrescriptionPage, loader };
    },
  },
];
