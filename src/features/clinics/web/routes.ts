import type { RouteObject } from 'react-router';

export const clinicRoutes: { readonly outside: RouteObject[]; readonly admin: RouteObject[] } = {
  outside: [
    {
      path: '/set-up',
      lazy: async () => {
        const { SetUpPage, loader } = await import('./set-up-page.tsx');
        return { Component: SetUpPage, loader };
      },
    },
  ],
  admin: [
    {
      path: 'settings',
      lazy: async () => {
        const { SettingsPage, loader } = await import('./settings-page.tsx');
        return { Component: SettingsPage, loader };
      },
    },
  ],
};
