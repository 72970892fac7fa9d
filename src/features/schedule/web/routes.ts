import type { RouteObject } from 'react-router';

export const scheduleRoutes: RouteObject[] = [
  {
    path: 'schedule',
    lazy: async () => {
      const { SchedulePage, loader } = await import('./schedule-page.tsx');
      return { Component: SchedulePage, loader };
    },
  },
];
