import type { Feature } from '#kernel/http.ts';
import { addIntegration } from './add-integration.ts';
import { exportIntegrations } from './export-integrations.ts';
import { listIntegrations } from './list-integrations.ts';
import { previewMessages } from './preview-messages.ts';
import { readMessages } from './read-messages.ts';
import { transferIntegration } from './transfer-integration.ts';
import { updateIntegration } from './update-integration.ts';

export const labs: Feature = {
  commands: [addIntegration, updateIntegration, transferIntegration, exportIntegrations, previewMessages, readMessages],
  queries: [listIntegrations],
};
