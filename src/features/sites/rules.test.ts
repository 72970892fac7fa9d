import { expect, test } from 'vitest';
import { checkServiceLocation, mayActAt, mayClose, openOrRefuse } from './rules.ts';

test.each([
  [{ open: true, assigned: true }, undefined],
  [{ open: true, assigned: false }, 'site/not-yours'],
  [{ open: false, assigned: false }, 'site/not-found'],
])('acting at a site: %j → %s', (standing, code) => {
  const decide = () => mayActAt(standing);
  if (code) expect(decide).toThrow(code);
  else expect(decide).not.toThrow();
});

test.each([
  [{ othersOpen: 1, appointmentsToCome: 0 }, undefined],
  [{ othersOpen: 0, appointmentsToCome: 0 }, 'site/last-open'],
  [{ othersOpen: 0, appointmentsToCome: 3 }, 'site/last-open'],
  [{ othersOpen: 2, appointmentsToCome: 1 }, 'site/appointments-left'],
])('closing a site: %j → %s', (closable, code) => {
  const decide = () => mayClose(closable);
  if (code) expect(decide).toThrow(code);
  else expect(decide).not.toThrow();
});

test('letters of British Columbia stand there only', () => {
  expect(() => checkServiceLocation({ province: ' BC', serviceLocationCode: 'L' })).not.toThrow();
  expect(() => checkServiceLocation({ province: 'AB', serviceLocationCode: '' })).not.toThrow();
  expect(() => checkServiceLocation({ province: 'AB', serviceLocationCode: 'L' })).toThrow(
    'site/service-location-elsewhere',
  );
});

test('an open site is handed on', () => {
  const site = { closedAt: null };
  expect(openOrRefuse(site)).toBe(site);
  expect(() => openOrRefuse({ closedAt: '2026-11-24T16:00:00.000Z' })).toThrow('site/already-closed');
  expect(() => openOrRefuse(undefined)).toThrow('site/not-found');
});
