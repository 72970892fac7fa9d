import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, Link, RouterProvider, useLoaderData } from 'react-router';
import { expect, test } from 'vitest';
import { useSteps } from './use-steps.ts';

interface Address {
  readonly site?: string;
  readonly order?: string;
}
const write = (address: Address) => `?${new URLSearchParams({ ...address })}`;

function List() {
  const { address, turn } = useLoaderData<{ readonly address: Address; readonly turn: number }>();
  const step = useSteps(address, write);
  return (
    <>
      <button type="button" onClick={() => step({ site: 'quay' })}>
        Site
      </button>
      <button type="button" onClick={() => step({ order: 'latest' })}>
        Order
      </button>
      <Link to="?">All</Link>
      <output>{`${turn}: ${write(address)}`}</output>
    </>
  );
}

/** Opens the list; whatever is filtered is answered when it is let go, unless it has been called off by then. */
async function open() {
  const held: (() => void)[] = [];
  let turn = 0;
  const loader = async ({ request }: { readonly request: Request }) => {
    const asked = Object.fromEntries(new URL(request.url).searchParams);
    if (Object.keys(asked).length > 0)
      await new Promise<void>((answer, callOff) => {
        held.push(answer);
        request.signal.addEventListener('abort', () => callOff(request.signal.reason));
      });
    return { address: asked, turn: (turn += 1) };
  };
  render(
    <RouterProvider
      router={createMemoryRouter([{ path: '/', loader, Component: List, HydrateFallback: () => null }])}
    />,
  );
  const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
  const shown = (what: string) => waitFor(() => expect(screen.getByRole('status')).toHaveTextContent(what));
  await shown('1: ?');
  return { press, shown, letGo: () => held.splice(0).forEach((answer) => answer()) };
}

test('what is set while an earlier step is on its way is set beside it', async () => {
  const { press, shown, letGo } = await open();
  await press('Site');
  await press('Order');
  letGo();
  await shown('2: ?site=quay&order=latest');
});

test('whoever follows a link meanwhile begins from there', async () => {
  const { press, shown, letGo } = await open();
  await press('Site');
  await userEvent.click(screen.getByRole('link', { name: 'All' }));
  await shown('2: ?');
  await press('Order');
  letGo();
  await shown('3: ?order=latest');
});
