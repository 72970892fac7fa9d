import type { RouteObject } from 'react-router';

export const lastDayRoutes: RouteObject[] = [
  {
    path: 'users/:userId/last-day',
    lazy: async () => {
      const { LastDayPage, loader } = await import('./last-day-page.tsx');
      return { Component: LastDayPage, loader };
    },
  },
];
