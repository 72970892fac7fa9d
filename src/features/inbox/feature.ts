import type { Feature } from '#kernel/http.ts';
import { addGroup } from './add-group.ts';
import { fileMessage } from './file-message.ts';
import { exportGroups } from './export-groups.ts';
import { exportInbox } from './export-inbox.ts';
import { giveMessage } from './give-message.ts';
import { listGroups } from './list-groups.ts';
import { listInbox } from './list-inbox.ts';
import { listPool } from './list-pool.ts';
import { markUnread } from './mark-unread.ts';
import { readMessage } from './read-message.ts';
import { retireGroup } from './retire-group.ts';
import { sendMessage } from './send-message.ts';
import { snoozeMessage } from './snooze-message.ts';
import { takeMessage } from './take-message.ts';
import { unfileMessage } from './unfile-message.ts';
import { updateGroup } from './update-group.ts';

export const inbox: Feature = {
  commands: [
    readMessage,
    sendMessage,
    fileMessage,
    unfileMessage,
    snoozeMessage,
    markUnread,
    takeMessage,
    giveMessage,
    exportInbox,
    exportGroups,
    addGroup,
    updateGroup,
    retireGroup,
  ],
  queries: [listInbox, listPool, listGroups],
};
