import { describe, expect, test } from 'vitest';
import { message, MSH, OBR, OBX } from './test-messages.ts';
import { lines, only } from './test-reading.ts';

describe('values', () => {
  test.each([
    ['NM|A^a||7.0', '7.0'],
    ['ST|A^a||a^b & c', 'a^b & c'],
    ['ST|A^a||one~two', 'one\ntwo'],
    ['|A^a||untyped', 'untyped'],
    ['SN|A^a||^1^:^128', '1:128'],
    ['SN|A^a||^10^-^20', '10-20'],
    ['CE|A^a||X^Positive^L', 'Positive'],
    ['CWE|A^a||^^^^^^^^As the sender says', 'As the sender says'],
    ['DT|A^a||20260110', '2026-01-10'],
    ['TS|A^a||202601101405-0500', '2026-01-10 14:05'],
    ['CQ|A^a||10^mL', '10 mL'],
    ['XCN|A^a||1^Ferris^Wilma', '1 Ferris Wilma'],
    ['RP|A^a||http://x^PACS^image^dicom', 'Not shown here: a document, image/dicom'],
    ['NM|A^a||""', 'No value'],
    ['NM|A^a||5||||||D', 'Deleted by the laboratory'],
    ['NM|A^a||5||||||W', 'Withdrawn by the laboratory: it was wrong'],
    ['NM|A^a||||||||X', 'Could not be obtained'],
  ])('%s', (obx, value) => expect(lines(`OBX|1|${obx}`)).toMatchObject([{ value }]));

  test.each([
    ['5|u|1-4|', true, false],
    ['5|u|1-6|', false, false],
    ['5|u|<5|', true, false],
    ['5|u|<=5|', false, false],
    ['5|u|>5|', true, false],
    ['5|u|1-4|N', false, false],
    ['5|u|1-6|L', true, false],
    ['5|u||LL', true, true],
    ['5|u||A~AA', true, true],
    ['5|u||>', true, false],
    ['5|u||*', true, false],
    ['S|u||S', false, false],
    ['S|u||PANIC', true, true],
  ])('%s is abnormal: %s, critical: %s', (rest, abnormal, critical) =>
    expect(lines(`OBX|1|ST|A^a||${rest}|||F`)).toMatchObject([{ abnormal, critical }]),
  );

  test('comments are lines, those that follow each other one', () => {
    const [before, , after] = lines('NTE|1||Fasting', OBX, 'NTE|1||one', 'NTE|2||two~three', 'NTE|3||  ');
    expect([before?.value, after?.value]).toEqual(['Fasting', 'one\ntwo\nthree']);
    expect(lines('OBX|1|ST|A^a||||||||F', 'NTE|1||None found')[0]?.value).toBe('See the comment');
  });
});

describe('what is one result', () => {
  test('later messages of a file replace orders and add others; two of a name in one message are two', () => {
    const again = [OBR, OBX.replace('88', '99')];
    expect(only(message() + message({ rest: again })).groups).toMatchObject([{ lines: [{ value: '99' }] }]);
    expect(only(message({ rest: [OBR, OBX, ...again] })).groups.map(({ key }) => key)).toEqual(['CRE', 'CRE #2']);
  });

  test('the key is the laboratory’s and the accession’s, whatever else changes', () => {
    const key = (content: string) => only(content).key;
    const first = key(message());
    expect(key(message({ rest: [OBR.replace('F', 'C'), OBX.replace('88', '1')] }))).toBe(first);
    expect(key(message({ rest: [OBR.replace('A-17', 'A-18'), OBX] }))).not.toBe(first);
    expect(key(message({ msh: MSH.replace('NORTHMERE', 'OTHER') }))).not.toBe(first);
  });
});
