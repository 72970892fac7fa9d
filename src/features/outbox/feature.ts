import type { Feature } from '#kernel/http.ts';
import { dismissNotice } from './dismiss-notice.ts';

export const outbox: Feature = { commands: [dismissNotice], queries: [] };
