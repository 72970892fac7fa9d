import type { RouteObject } from 'react-router';

export const taskRoutes: RouteObject[] = [
  {
    path: 'tasks',
    lazy: async () => {
      const { TasksPage, loader } = await import('./tasks-page.tsx');
      return { Component: TasksPage, loader };
    },
  },
  {
    path: 'tasks/recurring',
    lazy: async () => {
      const { RecurringPage, loader } = await import('./recurring-page.tsx');
      return { Component: RecurringPage, loader };
    },
  },
  {
    path: 'tasks/types',
    lazy: async () => {
      const { TypesPage, loader } = await import('./types-page.tsx');
      return { Component: TypesPage, loader };
    },
  },
];
