import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { expect, test } from 'vitest';
import { Dialog } from './dialog.tsx';
import { show } from './test-render.tsx';

interface PageProps {
  /** The dialog is taken away instead of told to close. */
  readonly conditional: boolean;
  readonly children?: ReactNode;
}

function Page({ conditional, children }: PageProps) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <h1>Users</h1>
      <button type="button" onClick={() => setOpened(true)}>
        Manage Set Access
      </button>
      {(opened || !conditional) && (
        <Dialog
          opened={opened}
          onClose={() => setOpened(false)}
          title="Demographic Set Security"
          closeLabel="Close, save nothing"
          size={600}
        >
          <button type="button">Done</button>
          {children}
        </Dialog>
      )}
    </>
  );
}

const byEscape = () => userEvent.keyboard('{Escape}');
const byCross = () => userEvent.click(screen.getByRole('button', { name: 'Close, save nothing' }));
const opener = () => screen.getByRole('button', { name: 'Manage Set Access' });

test.each([
  ['Escape', false, byEscape],
  ['its cross', false, byCross],
  ['Escape', true, byEscape],
  ['its cross', true, byCross],
])('%s closes it and the focus goes back where it came from (taken away: %s)', async (_, conditional, close) => {
  show(<Page conditional={conditional} />);
  await userEvent.click(opener());
  expect(await screen.findByRole('dialog', { name: 'Demographic Set Security' })).toBeVisible();
  await expect.poll(() => document.activeElement?.textContent).toBe('Demographic Set Security');
  await close();
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
  await expect.poll(() => document.activeElement).toBe(opener());
});

/** A menu that goes as soon as something of it is chosen, and opens one dialog that another follows. */
function Menu() {
  const [step, setStep] = useState<'menu' | 'ask' | 'choose' | 'done'>('menu');
  const shared = { opened: true, size: 400, closeLabel: 'Close' } as const;
  return (
    <>
      <h1>Roles</h1>
      {step === 'menu' && (
        <button type="button" onClick={() => setStep('ask')}>
          Copy
        </button>
      )}
      {step === 'ask' && (
        <Dialog {...shared} title="Sure?" onClose={() => setStep('done')}>
          <button type="button" onClick={() => setStep('choose')}>
            Yes
          </button>
        </Dialog>
      )}
      {step === 'choose' && (
        <Dialog {...shared} title="Which?" onClose={() => setStep('done')}>
          <p>All</p>
        </Dialog>
      )}
    </>
  );
}

test('where the opener has gone, the focus goes to the heading of the page; a dialog that follows keeps it', async () => {
  show(<Menu />);
  await userEvent.click(screen.getByRole('button', { name: 'Copy' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Yes' }));
  await expect.poll(() => document.activeElement?.textContent).toBe('Which?');
  await new Promise((done) => setTimeout(done, 60));
  expect(document.activeElement?.textContent).toBe('Which?');
  await byEscape();
  await expect.poll(() => document.activeElement?.textContent).toBe('Roles');
});

function Inner() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpened(true)}>
        More
      </button>
      {opened && (
        <Dialog opened onClose={() => setOpened(false)} title="More" closeLabel="Close more" size={300}>
          <p>More</p>
        </Dialog>
      )}
    </>
  );
}

test('a dialog over a dialog gives the focus back into the one below', async () => {
  show(
    <Page conditional>
      <Inner />
    </Page>,
  );
  await userEvent.click(opener());
  await userEvent.click(await screen.findByRole('button', { name: 'More' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Close more' }));
  await expect.poll(() => document.activeElement).toBe(screen.getByRole('button', { name: 'More' }));
  await byEscape();
  await expect.poll(() => document.activeElement).toBe(opener());
});

test('Tab stays inside', async () => {
  show(<Page conditional={false} />);
  await userEvent.click(opener());
  await expect.poll(() => document.activeElement?.textContent).toBe('Demographic Set Security');
  const passed: (string | null)[] = [];
  for (let times = 0; times < 3; times += 1) {
    await userEvent.tab();
    passed.push(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null);
  }
  expect(passed).toEqual(['Close, save nothing', 'Done', 'Close, save nothing']);
});
