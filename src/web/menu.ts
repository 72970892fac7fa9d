import { IconBuilding, IconReport, IconUsers } from '@tabler/icons-react';
import type { Session } from './session.ts';
import { menuWords as words } from './words/menu.ts';

interface Entry {
  readonly to: string;
  readonly label: string;
  /** The permission without which the entry leads nowhere. */
  readonly needs: string;
}

const groups: readonly { label: string; icon: typeof IconUsers; items: readonly Entry[] }[] = [
  {
    label: words.userManagement,
    icon: IconUsers,
    items: [
      { to: '/admin/users', label: words.manageUsers, needs: 'users.list-users' },
      { to: '/admin/roles', label: words.manageRoles, needs: 'roles.list-roles' },
      { to: '/admin/patient-sets', label: words.patientSets, needs: 'patient-sets.list-sets' },
      { to: '/admin/access', label: words.effectiveAccess, needs: 'roles.read-access' },
      { to: '/admin/access-reviews', label: words.accessReview, needs: 'access-review.list-reviews' },
      { to: '/admin/security-records', label: words.securityRecords, needs: 'users.delete-security-record' },
      { to: '/admin/provider-roles', label: words.assignRole, needs: 'users.update-user' },
      { to: '/admin/provider-records', label: words.providerRecords, needs: 'users.update-user' },
      { to: '/admin/absences', label: words.absences, needs: 'absences.list-absences' },
      { to: '/admin/unassigned', label: words.unassignedPool, needs: 'handover.list-pool' },
      { to: '/admin/standing-rules', label: words.standingRules, needs: 'standing-rules.list-rules' },
      { to: '/admin/emergency-access', label: words.emergencyAccess, needs: 'emergency-access.list-accesses' },
      { to: '/admin/audit-log', label: words.auditLog, needs: 'audit.read-log' },
    ],
  },
  {
    label: words.reports,
    icon: IconReport,
    items: [
      // For those who make sets of it; a doctor who only looks finds it under Reports, and needs no Admin tab.
      { to: '/admin/demographic-report', label: words.demographicReport, needs: 'patient-sets.save-patient-set' },
    ],
  },
  {
    label: words.clinic,
    icon: IconBuilding,
    items: [
      { to: '/admin/sites', label: words.sites, needs: 'sites.list-sites' },
      { to: '/admin/labs', label: words.labs, needs: 'labs.list-integrations' },
      { to: '/admin/message-groups', label: words.messageGroups, needs: 'inbox.update-group' },
      { to: '/admin/settings', label: words.settings, needs: 'clinics.update-settings' },
    ],
  },
];

/** The Admin menu as far as this user gets with it. */
export const adminMenu = ({ permissions, poolWaiting }: Session) =>
  groups
    .map((group) => ({
      ...group,
      items: group.items
        .filter(({ needs }) => permissions.includes(needs))
        .map((item) => (item.to === '/admin/unassigned' ? { ...item, count: poolWaiting } : item)),
    }))
    .filter(({ items }) => items.length > 0);

/** The tabs of the guides, as far as this user gets with them. */
export function tabs(session: Session) {
  const may = (permission: string) => session.permissions.includes(permission);
  const admin = adminMenu(session)[0]?.items[0]?.to;
  return [
    ...(may('schedule.list-appointments') ? [{ to: '/schedule', label: words.schedule }] : []),
    ...(may('patients.search-patients') ? [{ to: '/patients', label: words.patients }] : []),
    ...(may('inbox.list-inbox')
      ? [{ to: '/inbox', label: words.inbox, ...(session.unread > 0 ? { count: session.unread } : {}) }]
      : []),
    ...(may('tasks.list-tasks') ? [{ to: '/tasks', label: words.tasks }] : []),
    ...(may('results.list-results') ? [{ to: '/results', label: words.results }] : []),
    ...(may('claims.list-claims') ? [{ to: '/claims', label: words.claims }] : []),
    ...(may('demographic-report.run-report')
      ? [{ to: '/reports/demographic-report', label: words.reports, under: '/reports' }]
      : []),
    ...(may('charts.list-draft-notes') ? [{ to: '/notes', label: words.notes, more: true }] : []),
    ...(may('letters.list-letters') ? [{ to: '/letters', label: words.letters, more: true }] : []),
    ...(may('prescriptions.list-prescriptions')
      ? [{ to: '/prescriptions', label: words.prescriptions, more: true }]
      : []),
    ...(may('secure-messages.list-conversations')
      ? [{ to: '/secure-messages', label: words.secureMessages, more: true }]
      : []),
    ...(may('questionnaires.list-sent') ? [{ to: '/questionnaires', label: words.questionnaires, more: true }] : []),
    ...(admin ? [{ to: admin, label: words.admin, under: '/admin' }] : []),
  ];
}
