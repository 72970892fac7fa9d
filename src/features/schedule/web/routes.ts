import type { RouteObject } from 'react-router';

export const scheduleRoutes: RouteObject[] = [
  {
    path: 'schedule',
    lazy: async () => {
      const { SchedulePage, loader } = await import('./schedule-page.tsx');
      return { Component: SchedulePage, loader };
    },
  },
  {
    path: 'schedule/past',
    lazy: async () => {
      const { PastVisitsPage, loader } = await import('./past-visits-page.tsx');
      return { Component: PastVisitsPage, loader };
    },
  },
  {
    path: 'schedule/cancel-day',
    lazy: async () => {
      const { CancelDayPage, loader } = await import('./cancel-day-page.tsx');
      return { Component: CancelDayPage, loader };
    },
  },
];
