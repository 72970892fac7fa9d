import type { RouteObject } from 'react-router';

export const patientSetRoutes: RouteObject[] = [
  {
    path: 'patient-sets',
    lazy: async () => {
      const { SetsPage, loader } = await import('./sets-page.tsx');
      return { Component: SetsPage, loader };
    },
  },
  {
    path: 'patient-sets/suggestions',
    lazy: async () => {
      const { SuggestionsPage, loader } = await import('./suggestions-page.tsx');
      return { Component: SuggestionsPage, loader };
    },
  },
  {
    path: 'patient-sets/:setId',
    lazy: async () => {
      const { SetPage, loader } = await import('./set-page.tsx');
      return { Component: SetPage, loader };
    },
  },
];
