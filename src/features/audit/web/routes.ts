import type { RouteObject } from 'react-router';

export const auditRoutes: RouteObject[] = [
  {
    path: 'audit-log',
    lazy: async () => {
      const { AuditLogPage, loader } = await import('./audit-log-page.tsx');
      return { Component: AuditLogPage, loader };
    },
  },
];
