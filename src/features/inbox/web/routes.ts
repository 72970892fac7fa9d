import type { RouteObject } from 'react-router';
import { ErrorFace } from '#web/ui/error-face.tsx';

export const inboxRoutes: RouteObject[] = [
  {
    path: 'inbox',
    lazy: async () => {
      const { InboxPage, loader } = await import('./inbox-page.tsx');
      return { Component: InboxPage, loader };
    },
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./nothing-open.tsx')).NothingOpen }) },
      {
        path: ':itemId',
        ErrorBoundary: ErrorFace,
        // Reading leaves an entry: not again because the list has changed, only for another message or from another folder.
        shouldRevalidate: ({ currentParams, nextParams, currentUrl, nextUrl }) =>
          currentParams['itemId'] !== nextParams['itemId'] ||
          currentUrl.searchParams.get('folder') !== nextUrl.searchParams.get('folder'),
        lazy: async () => {
          const { ReadingPane, loader } = await import('./reading-pane.tsx');
          return { Component: ReadingPane, loader };
        },
      },
    ],
  },
];

export const messageGroupRoutes: RouteObject[] = [
  {
    path: 'message-groups',
    lazy: async () => {
      const { GroupsPage, loader } = await import('./groups-page.tsx');
      return { Component: GroupsPage, loader };
    },
  },
];
