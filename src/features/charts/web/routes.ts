import type { RouteObject } from 'react-router';

export const chartRoutes: RouteObject[] = [
  {
    path: 'patients/:patientId/chart',
    lazy: async () => {
      const { ChartPage, loader } = await import('./chart-page.tsx');
      return { Component: ChartPage, loader };
    },
  },
  {
    path: 'notes',
    lazy: async () => {
      const { DraftNotesPage, loader } = await import('./draft-notes-page.tsx');
      return { Component: DraftNotesPage, loader };
    },
  },
];
