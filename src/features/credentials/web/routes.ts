import type { RouteObject } from 'react-router';

export const credentialRoutes: { readonly outside: RouteObject[]; readonly own: RouteObject[] } = {
  outside: [
    {
      path: '/invitation/:token',
      lazy: async () => {
        const { InvitationPage, loader } = await import('./invitation-page.tsx');
        return { Component: InvitationPage, loader };
      },
    },
  ],
  own: [
    {
      path: 'my/credentials',
      lazy: async () => {
        const { OwnCredentialsPage, loader } = await import('./own-credentials-page.tsx');
        return { Component: OwnCredentialsPage, loader };
      },
    },
  ],
};
