/** What each kind of open work is called, one of it and several. */
export const workKinds: Readonly<Record<string, { readonly many: string; readonly one: string }>> = {
  appointment: { many: 'Appointments', one: 'an appointment' },
  'past-appointment': { many: 'Past visits not closed', one: 'a visit not closed' },
  message: { many: 'Inbox messages', one: 'a message' },
  task: { many: 'Tasks', one: 'a task' },
  result: { many: 'Results', one: 'a result' },
  'chart-note': { many: 'Unsigned notes', one: 'a note' },
  claim: { many: 'Claims', one: 'a claim' },
};
