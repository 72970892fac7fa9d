import type { RouteObject } from 'react-router';

export const standingRuleRoutes: RouteObject[] = [
  {
    path: 'standing-rules',
    lazy: async () => {
      const { StandingRulesPage, loader } = await import('./standing-rules-page.tsx');
      return { Component: StandingRulesPage, loader };
    },
  },
];
