import type { RouteObject } from 'react-router';

export const secondStepRoutes: RouteObject[] = [
  {
    path: '/sign-in/second-step',
    lazy: async () => {
      const { SecondStepPage, loader } = await import('./second-step-page.tsx');
      return { Component: SecondStepPage, loader };
    },
  },
];
