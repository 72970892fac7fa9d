/** What each kind of open work is called, one of it and several. */
export const workKinds: Readonly<Record<string, { readonly many: string; readonly one: string }>> = {
  appointment: { many: 'Appointments', one: 'an appointment' },
  'past-appointment': { many: 'Past visits not closed', one: 'a visit not closed' },
  message: { many: 'Inbox messages', one: 'a message' },
  task: { many: 'Tasks', one: 'a task' },
  'recurring-task': { many: 'Recurring tasks', one: 'a recurring task' },
  'task-type': { many: 'Task types as default assignee', one: 'a task type' },
  result: { many: 'Results', one: 'a result' },
  'chart-note': { many: 'Unsigned notes', one: 'a note' },
  letter: { many: 'Letters', one: 'a letter' },
  'secure-message': { many: 'Secure messages', one: 'a secure message' },
  'lab-integration': { many: 'Lab integrations', one: 'a lab integration' },
  'recurring-questionnaire': { many: 'Recurring questionnaires', one: 'a recurring questionnaire' },
  'questionnaire-alert': { many: 'Alerts of questionnaires', one: 'an alert of a questionnaire' },
  'sent-questionnaire': { many: 'Sent questionnaires', one: 'a sent questionnaire' },
  'mrp-patient': { many: 'Patients as MRP', one: 'a patient as MRP' },
  claim: { many: 'Claims', one: 'a claim' },
};
