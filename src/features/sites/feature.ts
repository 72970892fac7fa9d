import type { Feature } from '#kernel/http.ts';
import { addSite } from './add-site.ts';
import { closeSite } from './close-site.ts';
import { listSites } from './list-sites.ts';
import { moveAppointments } from './move-appointments.ts';
import { openSite } from './open-site.ts';
import { previewClosing } from './preview-closing.ts';
import { readSite } from './read-site.ts';
import { updateSite } from './update-site.ts';

export const sites: Feature = {
  commands: [addSite, updateSite, moveAppointments, closeSite, openSite],
  queries: [listSites, readSite, previewClosing],
};
