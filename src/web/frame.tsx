import {
  type LoaderFunctionArgs,
  Outlet,
  redirect,
  ScrollRestoration,
  useLocation,
  useNavigate,
  useRevalidator,
} from 'react-router';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { CoverBanner } from '#features/absences/web/public.tsx';
import { OpenAccesses } from '#features/emergency-access/web/public.tsx';
import { ReadSession, SignOut } from '#features/sign-in/contract.ts';
import { call } from './api.ts';
import { limitAddress, load, MY_CREDENTIALS } from './load.ts';
import { adminMenu, tabs } from './menu.ts';
import { Notices } from './notices.tsx';
import { type Session, useSession } from './session.ts';
import { AdminFrame, Shell } from './shell.tsx';
import { knowClock } from './ui/calendar.ts';
import { ClinicContext } from './ui/clinic-context.ts';
import { ErrorFace } from './ui/error-face.tsx';
import { useKeptFocus } from './ui/kept-focus.ts';
import { Main } from './ui/main.tsx';

export async function frameLoader({ request }: LoaderFunctionArgs): Promise<Session> {
  const session = await load(ReadSession, {}, request);
  if (session.limited === 'second-factor') throw redirect(limitAddress(session.limited));
  knowClock(session.clinic.timeZone, session.clinic.offsets);
  return session;
}

const MINUTE_MS = 60_000;
const AtStart = lazy(async () => ({ default: (await import('#features/users/web/at-start.tsx')).AtStart }));

/** `/` leads to the first tab that this user has. */
export async function firstPage({ request }: LoaderFunctionArgs) {
  const session = await load(ReadSession, {}, request);
  if (session.limited) return redirect(limitAddress(session.limited));
  const [first] = tabs(session);
  return redirect(first?.to ?? MY_CREDENTIALS);
}

/** Whether the page is where an administrator starts: under Admin, Manage Users says itself what waits. */
function useAdminStart(): boolean {
  const session = useSession();
  const { pathname } = useLocation();
  const [start] = tabs(session);
  return !start?.under && start?.to === pathname && session.permissions.includes('handover.list-waiting');
}

/** Every signed-in page stands in here: tabs, Admin menu, the clinic's clock. */
export function Frame() {
  const session = useSession();
  const go = useNavigate();
  const { revalidate, state } = useRevalidator();
  useKeptFocus(state === 'loading');
  const startsHere = useAdminStart();
  const { firstName, lastName, clinic, permissions } = session;
  const context = useMemo(
    () => ({ timeZone: clinic.timeZone, locale: 'en-CA', today: clinic.today }),
    [clinic.timeZone, clinic.today],
  );
  // Whoever comes back to a page left open sees what is true now, or the sign-in page.
  useEffect(() => {
    let left = Date.now();
    const returned = () => {
      if (document.visibilityState === 'hidden') left = Date.now();
      else if (Date.now() - left > MINUTE_MS) void revalidate();
    };
    document.addEventListener('visibilitychange', returned);
    return () => document.removeEventListener('visibilitychange', returned);
  }, [revalidate]);
  const signOut = async () => {
    await call(SignOut, {});
    await go('/sign-in');
  };
  return (
    <ClinicContext.Provider value={context}>
      <ScrollRestoration />
      <Shell
        me={{
          name: `${firstName} ${lastName}`,
          initials: `${firstName.charAt(0)}${lastName.charAt(0)}`,
          clinicName: clinic.name,
        }}
        tabs={tabs(session)}
        // A limited session has the one page it is on.
        mySignInTo={session.limited ? undefined : '/my/sessions'}
        myAbsencesTo={session.limited ? undefined : '/my/absences'}
        myCredentialsTo={session.limited ? undefined : MY_CREDENTIALS}
        notices={
          <>
            <OpenAccesses />
            <CoverBanner />
            <Notices />
            {startsHere && (
              <Suspense>
                <AtStart />
              </Suspense>
            )}
          </>
        }
        onFindPatient={permissions.includes('patients.search-patients') ? () => void go('/patients') : undefined}
        onSignOut={() => void signOut()}
      />
    </ClinicContext.Provider>
  );
}

/** Pages outside Admin: the frame's main part. */
export function Page() {
  return (
    <Main>
      <Outlet />
    </Main>
  );
}

export function Admin() {
  return <AdminFrame menu={adminMenu(useSession())} />;
}

/** `/admin` leads to the first page that this user may open. */
export async function adminIndex({ request }: LoaderFunctionArgs) {
  const session = await load(ReadSession, {}, request);
  return redirect(adminMenu(session)[0]?.items[0]?.to ?? '/');
}

export const FrameError = ErrorFace;
