import type { RouteObject } from 'react-router';

/** Within the Admin tab. */
export const siteRoutes: RouteObject[] = [
  {
    path: 'sites',
    lazy: async () => {
      const { SitesPage, loader } = await import('./sites-page.tsx');
      return { Component: SitesPage, loader };
    },
  },
  {
    path: 'sites/add',
    lazy: async () => ({ Component: (await import('./add-site-page.tsx')).AddSitePage }),
  },
  {
    path: 'sites/:siteId/edit',
    lazy: async () => {
      const { EditSitePage, loader } = await import('./edit-site-page.tsx');
      return { Component: EditSitePage, loader };
    },
  },
  {
    path: 'sites/:siteId/close',
    lazy: async () => {
      const { CloseSitePage, loader } = await import('./close-site-page.tsx');
      return { Component: CloseSitePage, loader };
    },
  },
];
