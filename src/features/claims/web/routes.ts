import type { RouteObject } from 'react-router';

export const claimRoutes: RouteObject[] = [
  {
    path: 'claims',
    lazy: async () => {
      const { ClaimsPage, loader } = await import('./claims-page.tsx');
      return { Component: ClaimsPage, loader };
    },
  },
  {
    path: 'claims/:claimId',
    lazy: async () => {
      const { ClaimPage, loader } = await import('./claim-page.tsx');
      return { Component: ClaimPage, loader };
    },
  },
];
