import type { Feature } from '#kernel/http.ts';
import { exportRecurring } from './export-recurring.ts';
import { exportSent } from './export-sent.ts';
import { alertOfOverdue } from './alert-of-overdue.ts';
import { addTemplate } from './add-template.ts';
import { cancelSent } from './cancel-sent.ts';
import { endRecurring } from './end-recurring.ts';
import { giveAlert } from './give-alert.ts';
import { giveRecurring } from './give-recurring.ts';
import { giveSent } from './give-sent.ts';
import { listRecurring } from './list-recurring.ts';
import { listSent } from './list-sent.ts';
import { listTemplates } from './list-templates.ts';
import { readSent } from './read-sent.ts';
import { recordAnswers } from './record-answers.ts';
import { retireTemplate } from './retire-template.ts';
import { scheduleRecurring } from './schedule-recurring.ts';
import { sendDue } from './send-due.ts';
import { sendQuestionnaire } from './send-questionnaire.ts';

export const questionnaires: Feature = {
  commands: [
    addTemplate,
    exportRecurring,
    exportSent,
    retireTemplate,
    sendQuestionnaire,
    readSent,
    recordAnswers,
    cancelSent,
    giveSent,
    scheduleRecurring,
    endRecurring,
    giveRecurring,
    giveAlert,
    sendDue,
  ],
  queries: [listTemplates, listSent, listRecurring],
  jobs: [alertOfOverdue],
};
