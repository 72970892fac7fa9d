import type { RouteObject } from 'react-router';

export const secureMessageRoutes: RouteObject[] = [
  {
    path: 'secure-messages',
    lazy: async () => {
      const { ConversationsPage, loader } = await import('./conversations-page.tsx');
      return { Component: ConversationsPage, loader };
    },
  },
  {
    path: 'secure-messages/add',
    lazy: async () => {
      const { OpenConversationPage } = await import('./open-conversation-page.tsx');
      return { Component: OpenConversationPage };
    },
  },
  {
    path: 'secure-messages/:conversationId',
    lazy: async () => {
      const { ConversationPage, loader } = await import('./conversation-page.tsx');
      return { Component: ConversationPage, loader };
    },
  },
];
