import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { isRouteErrorResponse, Link, useNavigate, useRevalidator, useRouteError } from 'react-router';
import type { Refused } from '../api.ts';
import { reloadWhenThere } from '../reload.ts';
import { uiWords } from '../words/ui.ts';
import { FailedFace, RefusedFace } from './faces.tsx';
import { Main } from './main.tsx';
import { usePageTitle } from './page-title.ts';

const words = uiWords.error;
const Sentence = lazy(async () => ({ default: (await import('./refusal-sentence.tsx')).RefusalSentence }));

const isRefused = (error: unknown): error is Refused =>
  typeof error === 'object' && error !== null && 'ok' in error && error.ok === false && 'code' in error;

// What did not arrive (an answer, or a part of the application that is asked for only once) comes with the whole page.
const didNotArrive = (error: unknown) =>
  error instanceof TypeError || (error instanceof Error && error.message.startsWith('Unable to preload'));

const referenceOf = (error: unknown) =>
  error instanceof Error && 'reference' in error && typeof error.reference === 'string' ? error.reference : undefined;

function titleOf({ status }: Refused): string {
  if (status === 401) return words.signedOut;
  if (status === 403) return words.notPermitted;
  return status === 404 ? words.notFound : words.turnedDown;
}

function BackButton() {
  const navigate = useNavigate();
  return (
    <Button variant="default" onClick={() => void navigate(-1)}>
      {uiWords.goBack}
    </Button>
  );
}

function RefusedPage({ refused }: { readonly refused: Refused }) {
  const title = titleOf(refused);
  usePageTitle(title);
  const way =
    refused.status === 401 ? (
      <Button component={Link} to="/sign-in">
        {uiWords.signIn}
      </Button>
    ) : (
      <BackButton />
    );
  return (
    <RefusedFace title={title} level={1} action={way}>
      <Suspense>
        <Sentence refused={refused} />
      </Suspense>
    </RefusedFace>
  );
}

/** In place of a page whose act the caller's roles do not hold. */
export function NotPermitted() {
  usePageTitle(words.notPermitted);
  return (
    <RefusedFace title={words.notPermitted} level={1} action={<BackButton />}>
      <Suspense>
        <Sentence refused={{ code: 'actor/not-permitted', facts: {} }} />
      </Suspense>
    </RefusedFace>
  );
}

function NoSuchPage() {
  usePageTitle(words.noSuchPage);
  return (
    <RefusedFace title={words.noSuchPage} level={1} action={<BackButton />}>
      {words.noSuchPageWhy}
    </RefusedFace>
  );
}

function FailedPage({ error }: { readonly error: unknown }) {
  const { revalidate, state } = useRevalidator();
  usePageTitle(words.failed);
  return (
    <FailedFace
      title={words.failed}
      level={1}
      reference={referenceOf(error)}
      retrying={state === 'loading'}
      onRetry={() => void (didNotArrive(error) ? reloadWhenThere() : revalidate())}
    >
      {words.failedWhy}
    </FailedFace>
  );
}

/** What stands in a page's place when it was turned down, is not there or could not be read: the route's error element. */
export function ErrorFace() {
  const error = useRouteError();
  return <Main>{faceOf(error)}</Main>;
}

// A page sends what its address says: where that does not fit, nobody has filled in anything wrongly.
const leadsNowhere = (error: unknown) =>
  isRefused(error) ? error.code === 'request/malformed' : isRouteErrorResponse(error) && error.status === 404;

function faceOf(error: unknown) {
  if (leadsNowhere(error)) return <NoSuchPage />;
  if (isRefused(error)) return <RefusedPage refused={error} />;
  return <FailedPage error={error} />;
}
