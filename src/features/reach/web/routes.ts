import type { RouteObject } from 'react-router';

const user: RouteObject[] = [
  {
    path: 'users/:userId/reach',
    lazy: async () => {
      const { ReachPage, loader } = await import('./reach-page.tsx');
      return { Component: ReachPage, loader };
    },
  },
];
const patient: RouteObject[] = [
  {
    path: 'patients/:patientId/openers',
    lazy: async () => {
      const { OpenersPage, loader } = await import('./openers-page.tsx');
      return { Component: OpenersPage, loader };
    },
  },
  {
    path: 'patients/:patientId/uses',
    lazy: async () => {
      const { UsesPage, loader } = await import('./uses-page.tsx');
      return { Component: UsesPage, loader };
    },
  },
];

/** From a user's side under Admin, from a patient's beside the master file. */
export const reachRoutes = { user, patient };
