import type { RouteObject } from 'react-router';

export const outsideChecklistRoutes: RouteObject[] = [
  {
    path: 'users/:userId/outside-checklist',
    lazy: async () => {
      const { ChecklistPage, loader } = await import('./checklist-page.tsx');
      return { Component: ChecklistPage, loader };
    },
  },
];
