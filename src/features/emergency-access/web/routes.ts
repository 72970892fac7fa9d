import type { RouteObject } from 'react-router';

/** Within the Admin tab. */
export const emergencyAccessRoutes: RouteObject[] = [
  {
    path: 'emergency-access',
    lazy: async () => {
      const { QueuePage, loader } = await import('./queue-page.tsx');
      return { Component: QueuePage, loader };
    },
  },
];
