import type { RouteObject } from 'react-router';

export const handoverRoutes: RouteObject[] = [
  {
    path: 'users/:userId/deactivate',
    lazy: async () => {
      const { DeactivateUserPage, loader } = await import('./deactivate-user-page.tsx');
      return { Component: DeactivateUserPage, loader };
    },
  },
  {
    path: 'handovers/:handoverId',
    lazy: async () => {
      const { ReceiptPage, loader } = await import('./receipt-page.tsx');
      return { Component: ReceiptPage, loader };
    },
  },
  {
    path: 'handovers/:handoverId/return',
    lazy: async () => {
      const { ReturnPage, loader } = await import('./return-page.tsx');
      return { Component: ReturnPage, loader };
    },
  },
  {
    path: 'unassigned',
    lazy: async () => {
      const { UnassignedPage, loader } = await import('./unassigned-page.tsx');
      return { Component: UnassignedPage, loader };
    },
  },
];

/** The leaver's own page. */
export const ownHandoverRoutes: RouteObject[] = [
  {
    path: 'my/hand-over',
    lazy: async () => {
      const { MyHandOverPage, loader } = await import('./my-hand-over-page.tsx');
      return { Component: MyHandOverPage, loader };
    },
  },
];
