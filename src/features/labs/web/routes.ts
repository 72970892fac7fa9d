import type { RouteObject } from 'react-router';

export const labRoutes: RouteObject[] = [
  {
    path: 'labs',
    lazy: async () => {
      const { IntegrationsPage, loader } = await import('./integrations-page.tsx');
      return { Component: IntegrationsPage, loader };
    },
  },
  {
    path: 'labs/:integrationId/messages',
    lazy: async () => {
      const { MessagesPage, loader } = await import('./messages-page.tsx');
      return { Component: MessagesPage, loader };
    },
  },
];
