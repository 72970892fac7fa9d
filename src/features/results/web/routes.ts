import type { RouteObject } from 'react-router';

export const resultRoutes: RouteObject[] = [
  {
    path: 'results',
    lazy: async () => {
      const { ResultsPage, loader } = await import('./results-page.tsx');
      return { Component: ResultsPage, loader };
    },
  },
  {
    path: 'results/:resultId',
    lazy: async () => {
      const { ResultPage, loader } = await import('./result-page.tsx');
      return { Component: ResultPage, loader };
    },
  },
];
