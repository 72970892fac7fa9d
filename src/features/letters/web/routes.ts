import type { RouteObject } from 'react-router';

export const letterRoutes: RouteObject[] = [
  {
    path: 'letters',
    lazy: async () => {
      const { LettersPage, loader } = await import('./letters-page.tsx');
      return { Component: LettersPage, loader };
    },
  },
  {
    path: 'letters/add',
    lazy: async () => {
      const { AddLetterPage, loader } = await import('./add-letter-page.tsx');
      return { Component: AddLetterPage, loader };
    },
  },
  {
    path: 'letters/:letterId',
    lazy: async () => {
      const { LetterPage, loader } = await import('./letter-page.tsx');
      return { Component: LetterPage, loader };
    },
  },
  {
    path: 'letters/:letterId/edit',
    lazy: async () => {
      const { EditLetterPage, loader } = await import('./edit-letter-page.tsx');
      return { Component: EditLetterPage, loader };
    },
  },
];
