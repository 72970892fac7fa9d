import type { RouteObject } from 'react-router';

export const roleRoutes: RouteObject[] = [
  {
    path: 'roles',
    lazy: async () => {
      const { ManageRolesPage, loader } = await import('./manage-roles-page.tsx');
      return { Component: ManageRolesPage, loader };
    },
  },
  {
    path: 'roles/create',
    lazy: async () => {
      const { CreateRolePage, loader } = await import('./create-role-page.tsx');
      return { Component: CreateRolePage, loader };
    },
  },
  {
    path: 'roles/:roleId',
    lazy: async () => {
      const { RolePage, loader } = await import('./role-page.tsx');
      return { Component: RolePage, loader };
    },
  },
  { path: 'access', lazy: async () => ({ loader: (await import('./access-page.tsx')).ownAccess }) },
  {
    path: 'users/:userId/access',
    lazy: async () => {
      const { AccessPage, loader } = await import('./access-page.tsx');
      return { Component: AccessPage, loader };
    },
  },
  {
    path: 'permissions/:permission',
    lazy: async () => {
      const { PermissionPage, loader } = await import('./permission-page.tsx');
      return { Component: PermissionPage, loader };
    },
  },
];
