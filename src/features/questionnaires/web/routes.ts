import type { RouteObject } from 'react-router';

export const questionnaireRoutes: RouteObject[] = [
  {
    path: 'questionnaires',
    lazy: async () => {
      const { SentPage, loader } = await import('./sent-page.tsx');
      return { Component: SentPage, loader };
    },
  },
  {
    path: 'questionnaires/recurring',
    lazy: async () => {
      const { RecurringPage, loader } = await import('./recurring-page.tsx');
      return { Component: RecurringPage, loader };
    },
  },
  {
    path: 'questionnaires/templates',
    lazy: async () => {
      const { TemplatesPage, loader } = await import('./templates-page.tsx');
      return { Component: TemplatesPage, loader };
    },
  },
  {
    path: 'questionnaires/send',
    lazy: async () => {
      const { SendPage, loader } = await import('./send-page.tsx');
      return { Component: SendPage, loader };
    },
  },
  {
    path: 'questionnaires/:sentId',
    lazy: async () => {
      const { AnswersPage, loader } = await import('./answers-page.tsx');
      return { Component: AnswersPage, loader };
    },
  },
];
