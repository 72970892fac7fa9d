import type { RouteObject } from 'react-router';

const ofMine: RouteObject[] = [
  {
    path: 'my/absences',
    lazy: async () => {
      const { OwnAbsencesPage, loader } = await import('./own-absences-page.tsx');
      return { Component: OwnAbsencesPage, loader };
    },
  },
  {
    path: 'my/absences/add',
    lazy: async () => {
      const { AddOwnAbsencePage } = await import('./own-absence-form-page.tsx');
      return { Component: AddOwnAbsencePage };
    },
  },
  {
    path: 'my/absences/:absenceId/edit',
    lazy: async () => {
      const { EditOwnAbsencePage, loader } = await import('./own-absence-form-page.tsx');
      return { Component: EditOwnAbsencePage, loader };
    },
  },
];

/** Within the Admin tab. */
const ofAll: RouteObject[] = [
  {
    path: 'absences',
    lazy: async () => {
      const { AbsencesPage, loader } = await import('./absences-page.tsx');
      return { Component: AbsencesPage, loader };
    },
  },
  {
    path: 'absences/add',
    lazy: async () => {
      const { AddAbsencePage } = await import('./absence-form-page.tsx');
      return { Component: AddAbsencePage };
    },
  },
  {
    path: 'absences/:absenceId/edit',
    lazy: async () => {
      const { EditAbsencePage, loader } = await import('./absence-form-page.tsx');
      return { Component: EditAbsencePage, loader };
    },
  },
];

export const absenceRoutes = { own: ofMine, admin: ofAll };
