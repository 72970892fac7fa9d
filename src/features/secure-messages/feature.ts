import type { Feature } from '#kernel/http.ts';
import { exportConversations } from './export-conversations.ts';
import { closeConversation } from './close-conversation.ts';
import { giveConversation } from './give-conversation.ts';
import { listConversations } from './list-conversations.ts';
import { openConversation } from './open-conversation.ts';
import { readConversation } from './read-conversation.ts';
import { recordReply } from './record-reply.ts';
import { takeConversation } from './take-conversation.ts';
import { writeMessage } from './write-message.ts';

export const secureMessages: Feature = {
  commands: [
    readConversation,
    exportConversations,
    openConversation,
    writeMessage,
    recordReply,
    closeConversation,
    giveConversation,
    takeConversation,
  ],
  queries: [listConversations],
};
