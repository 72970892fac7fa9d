import type { RouteObject } from 'react-router';
import { absenceRoutes } from '#features/absences/web/routes.ts';
import { accessReviewRoutes } from '#features/access-review/web/routes.ts';
import { auditRoutes } from '#features/audit/web/routes.ts';
import { chartRoutes } from '#features/charts/web/routes.ts';
import { claimRoutes } from '#features/claims/web/routes.ts';
import { clinicRoutes } from '#features/clinics/web/routes.ts';
import { credentialRoutes } from '#features/credentials/web/routes.ts';
import { emergencyAccessRoutes } from '#features/emergency-access/web/routes.ts';
import { reportRoutes } from '#features/demographic-report/web/routes.ts';
import { handoverRoutes, ownHandoverRoutes } from '#features/handover/web/routes.ts';
import { inboxRoutes, messageGroupRoutes } from '#features/inbox/web/routes.ts';
import { outsideChecklistRoutes } from '#features/outside-checklist/web/routes.ts';
import { patientSetRoutes } from '#features/patient-sets/web/routes.ts';
import { patientRoutes } from '#features/patients/web/routes.ts';
import { reachRoutes } from '#features/reach/web/routes.ts';
import { labRoutes } from '#features/labs/web/routes.ts';
import { lastDayRoutes } from '#features/last-day/web/routes.ts';
import { letterRoutes } from '#features/letters/web/routes.ts';
import { prescriptionRoutes } from '#features/prescriptions/web/routes.ts';
import { questionnaireRoutes } from '#features/questionnaires/web/routes.ts';
import { resultRoutes } from '#features/results/web/routes.ts';
import { roleRoutes } from '#features/roles/web/routes.ts';
import { scheduleRoutes } from '#features/schedule/web/routes.ts';
import { secureMessageRoutes } from '#features/secure-messages/web/routes.ts';
import { sessionRoutes } from '#features/sign-in/web/routes.ts';
import { siteRoutes } from '#features/sites/web/routes.ts';
import { standingRuleRoutes } from '#features/standing-rules/web/routes.ts';
import { taskRoutes } from '#features/tasks/web/routes.ts';
import { userRoutes } from '#features/users/web/routes.ts';
import { FRAME } from './session.ts';
import { ErrorFace } from './ui/error-face.tsx';
import { LoadingFace } from './ui/faces.tsx';
import { uiWords } from './words/ui.ts';

const frame = () => import('./frame.tsx');
/** @throws {Response} 404, which the error face puts into words. */
function noSuchPage(): never {
  // oxlint-disable-next-line no-throw-literal -- React Router's own way of saying that there is no such page
  throw new Response(null, { status: 404 });
}
const Waiting = () => <LoadingFace label={uiWords.loading} />;

// Its loader ends in the error face; what has no element React Router warns of.
const nowhere: RouteObject = { path: '*', Component: Waiting, loader: noSuchPage };

/** The frame with all that stands in it; each page loads when it is opened. */
export const routes: RouteObject[] = [
  {
    id: FRAME,
    lazy: async () => {
      const { frameLoader, Frame, FrameError } = await frame();
      return { loader: frameLoader, Component: Frame, ErrorBoundary: FrameError };
    },
    HydrateFallback: Waiting,
    children: [
      {
        lazy: async () => ({ Component: (await frame()).Page }),
        children: [
          {
            ErrorBoundary: ErrorFace,
            children: [
              ...scheduleRoutes,
              ...patientRoutes,
              ...chartRoutes,
              ...reachRoutes.patient,
              ...inboxRoutes,
              ...taskRoutes,
              ...resultRoutes,
              ...claimRoutes,
              ...reportRoutes.own,
              ...letterRoutes,
              ...prescriptionRoutes,
              ...secureMessageRoutes,
              ...questionnaireRoutes,
              ...sessionRoutes,
              ...credentialRoutes.own,
              ...absenceRoutes.own,
              ...ownHandoverRoutes,
              nowhere,
            ],
          },
        ],
      },
      {
        path: 'admin',
        lazy: async () => ({ Component: (await frame()).Admin }),
        children: [
          // Leads on at once; what has no element React Router warns of.
          { index: true, Component: Waiting, lazy: async () => ({ loader: (await frame()).adminIndex }) },
          {
            ErrorBoundary: ErrorFace,
            children: [
              ...userRoutes,
              ...roleRoutes,
              ...reachRoutes.user,
              ...patientSetRoutes,
              ...accessReviewRoutes,
              ...handoverRoutes,
              ...lastDayRoutes,
              ...outsideChecklistRoutes,
              ...absenceRoutes.admin,
              ...emergencyAccessRoutes,
              ...auditRoutes,
              ...reportRoutes.admin,
              ...siteRoutes,
              ...labRoutes,
              ...messageGroupRoutes,
              ...standingRuleRoutes,
              ...clinicRoutes.admin,
              nowhere,
            ],
          },
        ],
      },
    ],
  },
];
