import type { Feature } from '#kernel/http.ts';
import { fileMessage } from './file-message.ts';
import { listInbox } from './list-inbox.ts';
import { listPool } from './list-pool.ts';
import { markUnread } from './mark-unread.ts';
import { readMessage } from './read-message.ts';
import { sendMessage } from './send-message.ts';
import { snoozeMessage } from './snooze-message.ts';
import { takeMessage } from './take-message.ts';
import { unfileMessage } from './unfile-message.ts';

export const inbox: Feature = {
  commands: [readMessage, sendMessage, fileMessage, unfileMessage, snoozeMessage, markUnread, takeMessage],
  queries: [listInbox, listPool],
};
