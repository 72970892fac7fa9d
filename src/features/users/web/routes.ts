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
    path: 'users/import',
    lazy: async () => {
      const { ImportUsersPage, loader } = await import('./import/import-users-page.tsx');
      return { Component: ImportUsersPage, loader };
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
  {
    path: 'security-records',
    lazy: async () => {
      const { SecurityRecordsPage, loader } = await import('./security-records-page.tsx');
      return { Component: SecurityRecordsPage, loader };
    },
  },
  {
    path: 'security-records/:userId',
    lazy: async () => {
      const { SecurityRecordPage, loader } = await import('./security-record-page.tsx');
      return { Component: SecurityRecordPage, loader };
    },
  },
  {
    path: 'provider-roles',
    lazy: async () => {
      const { ProviderRolesPage, loader } = await import('./provider-roles-page.tsx');
      return { Component: ProviderRolesPage, loader };
    },
  },
  {
    path: 'provider-roles/:userId',
    lazy: async () => {
      const { ProviderRolePage, loader } = await import('./provider-role-page.tsx');
      return { Component: ProviderRolePage, loader };
    },
  },
  {
    path: 'provider-records',
    lazy: async () => {
      const { ProviderRecordsPage, loader } = await import('./provider-records-page.tsx');
      return { Component: ProviderRecordsPage, loader };
    },
  },
  {
    path: 'provider-records/:userId',
    lazy: async () => {
      const { EditProviderRecordPage, loader } = await import('./edit-user-page.tsx');
      return { Component: EditProviderRecordPage, loader };
    },
  },
];
