import type { RouteObject } from 'react-router';
import { clinicRoutes } from '#features/clinics/web/routes.ts';
import { credentialRoutes } from '#features/credentials/web/routes.ts';
import { secondStepRoutes } from '#features/second-factors/web/routes.ts';
import { SignInPage, signInLoader } from '#features/sign-in/web/sign-in-page.tsx';
import { ErrorFace } from './ui/error-face.tsx';
import { LoadingFace } from './ui/faces.tsx';
import { uiWords } from './words/ui.ts';

const Waiting = () => <LoadingFace label={uiWords.loading} />;

/** What is open to whoever is not signed in. Sign-in is in the first chunk; the others load when they are opened. */
export const routes: RouteObject[] = [
  // Leads on at once; what has no element React Router warns of.
  {
    path: '/',
    Component: Waiting,
    lazy: async () => ({ loader: (await import('./frame.tsx')).firstPage }),
    HydrateFallback: Waiting,
  },
  { path: '/sign-in', Component: SignInPage, loader: signInLoader, ErrorBoundary: ErrorFace, HydrateFallback: Waiting },
  ...clinicRoutes.outside,
  ...credentialRoutes.outside,
  ...secondStepRoutes.map((route) => ({ ...route, ErrorBoundary: ErrorFace, HydrateFallback: Waiting })),
];

/** Every other page, for whoever is signed in: even their addresses would weigh on sign-in. */
export const signedInRoutes = async (): Promise<RouteObject[]> => (await import('./signed-in-routes.tsx')).routes;
