import type { RouteObject } from 'react-router';

export const taskRoutes: RouteObject[] = [
  {
    path: 'tasks',
    lazy: async () => {
      const { TasksPage, loader } = await import('./tasks-page.tsx');
      return { Component: TasksPage, loader };
    },
  },
];
