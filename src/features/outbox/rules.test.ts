import { expect, test } from 'vitest';
import { againAfterMinutes, clinicAddress } from './rules.ts';

test.each([
  [1, 0.5],
  [2, 2],
  [6, 720],
  [7, null],
])('after %i failures a mail waits %s minutes', (failures, minutes) => {
  expect(againAfterMinutes(failures)).toBe(minutes);
});

test.each([
  ['https://emr.example', null, 'https://emr.example'],
  ['https://emr.example/', null, 'https://emr.example'],
  ['https://emr.example:8443', 'alder.example', 'https://alder.example:8443'],
])('%s of the host %s is %s', (publicUrl, host, address) => {
  expect(clinicAddress(publicUrl, host)).toBe(address);
});
