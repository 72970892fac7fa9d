import { inLanguage } from './language.ts';

const en = {
  schedule: 'Schedule',
  patients: 'Patients',
  inbox: 'Inbox',
  tasks: 'Tasks',
  results: 'Results',
  claims: 'Claims',
  letters: 'Letters',
  secureMessages: 'Secure Messages',
  questionnaires: 'Questionnaires',
  admin: 'Admin',
  userManagement: 'User Management',
  manageUsers: 'Manage Users',
  manageRoles: 'Manage Roles',
  patientSets: 'Patient Sets',
  effectiveAccess: 'Effective Access',
  accessReview: 'Access Review',
  securityRecords: 'Search/Edit/Delete Security Records',
  assignRole: 'Assign Role to Provider',
  providerRecords: 'Search/Edit/Delete Provider Records',
  unassignedPool: 'Unassigned Pool',
  emergencyAccess: 'Emergency Access',
  auditLog: 'Audit Log',
  reports: 'Reports',
  demographicReport: 'Demographic Report',
  clinic: 'Clinic',
  sites: 'Sites',
  labs: 'Lab Integrations',
  settings: 'Settings',
};

export const menuWords = inLanguage({ en });
