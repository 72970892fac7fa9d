import type { RouteObject } from 'react-router';

export const sessionRoutes: RouteObject[] = [
  {
    path: 'my/sessions',
    lazy: async () => {
      const { SessionsPage, loader } = await import('./sessions-page.tsx');
      return { Component: SessionsPage, loader };
    },
  },
];
