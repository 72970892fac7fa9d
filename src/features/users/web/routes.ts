import type { RouteObject } from 'react-router';

export const userRoutes: RouteObject[] = [
  {
    path: 'users',
    lazy: async () => {
      const { ManageUsersPage, loader } = await import('./manage-users-page.tsx');
      return { Component: ManageUsersPage, loader };
    },
  },
  {
    path: 'users/add',
    lazy: async () => {
      const { AddUserPage, loader } = await import('./add-user-page.tsx');
      return { Component: AddUserPage, loader };
    },
  },
  {
    path: 'users/:userId',
    lazy: async () => {
      const { ViewUserPage, loader } = await import('./view-user-page.tsx');
      return { Component: ViewUserPage, loader };
    },
  },
  {
    path: 'users/:userId/edit',
    lazy: async () => {
      const { EditUserPage, loader } = await import('./edit-user-page.tsx');
      return { Component: EditUserPage, loader };
    },
  },
  {
    path: 'users/:userId/activate',
    lazy: async () => {
      const { ActivateUserPage, loader } = await import('./activate-user-page.tsx');
      return { Component: ActivateUserPage, loader };
    },
  },
];
