import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escaped, message, MSH, OBR, OBX, PID, realFile, realFiles } from './test-messages.ts';
import { lines, only, read, refusal } from './test-reading.ts';

describe('how it is written', () => {
  test.each([
    ['line feeds', message().replaceAll('\r', '\n')],
    ['both', message().replaceAll('\r', '\r\n')],
    ['empty lines between', message().replaceAll('\r', '\r\n\r\n')],
    ['a frame', `\u000B${message()}\u001C\r`],
    ['a mark of the byte order', `\uFEFF${message()}`],
    ['UTF-16', Buffer.from(`\uFEFF${message()}`, 'utf16le')],
    ['a batch', `FHS|^~\\&|x\rBHS|^~\\&|x\r${message()}BTS|1\rFTS|1\r`],
    ['a trailer alone', `${message()}FTS|1`],
    [
      'other separators',
      message().replaceAll(/[|^~\\&]/g, (one) => ({ '|': '#', '^': '@', '~': '*', '\\': '!', '&': '+' })[one] ?? one),
    ],
    ['version 2.1', message({ msh: MSH.replace('ORU^R01', 'ORU').replace('2.5.1', '2.1') })],
    ['version 2.9', message({ msh: MSH.replace('ORU^R01', 'ORU^R01^ORU_R01').replace('2.5.1', '2.9') })],
    ['no version and no number', message({ msh: MSH.replace('M1|P|2.5.1', '||') })],
  ])('%s', (_, content) => {
    expect(only(content)).toMatchObject({
      message: 1,
      patient: { numbers: [{ digits: '9698658215', province: 'BC' }], lastName: 'Greaves', birthDate: '1961-05-07' },
      orderer: { numbers: ['10482'], name: 'Bo Castellane' },
      issuedAt: '2026-01-14T09:00:00',
      groups: [{ lines: [{ name: 'Creatinine', value: '88', unit: 'umol/L', range: '60-115' }] }],
    });
  });

  const inSet = (charset: string, encoding: BufferEncoding) =>
    Buffer.from(message({ msh: `${MSH}||||||${charset}`, pid: PID.replace('Greaves', 'Bélanger') }), encoding);
  test.each([
    ['', 'utf8'],
    ['', 'latin1'],
    ['ASCII', 'latin1'],
    ['8859/1', 'latin1'],
    ['UNICODE UTF-8', 'utf8'],
    ['8859/1~UNICODE UTF-8', 'latin1'],
  ] as const)('letters of “%s” in %s', (charset, encoding) => {
    expect(only(inSet(charset, encoding)).patient.lastName).toBe('Bélanger');
  });

  test('letters that are not in their set, and sets that are not read here, are refused', () => {
    expect(refusal(inSet('UNICODE UTF-8', 'latin1'))).toMatchObject({ path: 'segment 2' });
    expect(refusal(inSet('ISO IR87', 'utf8'))).toMatchObject({ path: 'segment 1 (MSH), MSH-18' });
  });

  test('what the escapes mean', () => {
    const text = 'a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f\\.br\\g\\.sp2\\h\\X4142\\\\H\\i\\N\\\\.in+4\\\\Zx\\ C:\\dir\\x';
    expect(lines(`OBX|1|FT|T^Text||${text}||||||F`)[0]?.value).toBe('a|b^c&d~e\\f\ng\n\nhABi C:\\dir\\x');
  });

  test('texts with line ends that nobody escaped go on; so does an addendum', () => {
    expect(lines('OBX|1|TX|T^Text||one\n two, and more||||||F')[0]?.value).toBe('one\n two, and more');
    expect(lines('OBX|1|TX|T^Text||one ', 'ADD|and two||||||F')[0]?.value).toBe('one and two');
  });
});

describe('what is refused, and where', () => {
  test.each([
    ['', '', 'is empty'],
    ['\u0000\u0001', '', 'is no text; HL7 messages are'],
    ['%PDF-1.7', '', 'has no MSH; it is no file of HL7 messages'],
    [PID, '', 'has no MSH at its beginning; it is no file of HL7 messages'],
    [`\u000B${message()}`, '', 'ends before its last message does; get it whole from the laboratory'],
    [`BHS|^~\\&\r${message()}`, '', 'ends before the batch in it does; get it whole from the laboratory'],
    [`BHS|^~\\&\r${message()}BTS|2\r`, 'segment 6 (BTS), BTS-1', 'counts other messages than there are'],
    ['FHS|^~\\&\rFTS\r', '', 'holds no message'],
    ['MSH|^~~&|x\r', 'message 1, segment 1 (MSH), MSH-2', 'sets no separators, or one of them twice'],
    ['MSH|^~\\&|x\r', 'message 1, segment 1 (MSH), MSH-9', 'does not say what message it is'],
    [
      message({ msh: MSH.replace('ORU^R01', 'ADT^A01') }),
      'message 1, segment 1 (MSH), MSH-9',
      'is no message of results (ORU^R01)',
    ],
    [message({ msh: MSH.replace('2.5.1', '3.0') }), 'message 1, segment 1 (MSH), MSH-12', 'is no version 2 of HL7'],
    [message({ msh: MSH.replace('20260114', '20261314') }), 'message 1, segment 1 (MSH), MSH-7', 'is no time'],
    [message({ pid: 'PV1|1' }), 'message 1, segment 3 (OBR)', 'stands before a PID: nobody knows whom it is about'],
    [message({ pid: 'PV1|1', rest: [] }), 'message 1', 'has no PID: nobody knows whom it is about'],
    [message({ rest: [] }), 'message 1, segment 2 (PID)', 'is followed by no OBR: there is no result of this patient'],
    [message({ rest: [OBX] }), 'message 1, segment 3 (OBX)', 'stands before an OBR: nobody knows what was asked for'],
    [message({ rest: [OBR, 'OBX|1|NM'] }), 'message 1, segment 4 (OBX), OBX-3', 'does not say what was observed'],
    [message({ rest: [OBR, 'OBX|1|DT|A^a||2026-02-30'] }), 'message 1, segment 4 (OBX), OBX-5', 'is no time'],
    [message({ pid: PID.replace('19610507', '19610231') }), 'message 1, segment 2 (PID), PID-7', 'is no day'],
    [
      message().slice(0, -12),
      'message 1, segment 4 (OBX)',
      'ends in the middle; get the file whole from the laboratory',
    ],
    [message({ rest: [OBR, 'free text'] }), 'segment 4', 'begins like no segment of HL7'],
    [
      message({ rest: [OBR, OBX, 'DSC|1'] }),
      'message 1, segment 5 (DSC), DSC-1',
      'goes on in another message; ask for whole ones',
    ],
    ['x'.repeat(10 * 1024 * 1024 + 1), '', 'is larger than 10 MB; split it'],
    ['MSH|^~\\&|x\r'.repeat(10_001), '', 'holds more than 10,000 messages; split it'],
  ])('%#', (content, path, problem) => expect(refusal(content)).toEqual({ file: 'in.hl7', path, problem }));
});

describe('whatever comes', () => {
  // What no page shows and no database keeps does not come through; spaces at the end of a line do not either.
  const text = fc
    .string({ unit: 'grapheme', maxLength: 80 })
    .map((one) => `x${one.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')}y`);

  test('a text comes through as it was written', () => {
    fc.assert(
      fc.property(text, text, text, (value, name, family) => {
        const content = message({
          pid: PID.replace('Greaves', () => escaped(family)),
          rest: [OBR, `OBX|1|ST|C^${escaped(name)}||${escaped(value)}||||||F`],
        });
        const report = only(content);
        expect(report.patient.lastName).toBe(family);
        expect(report.groups[0]?.lines[0]).toMatchObject({ name, value });
      }),
    );
  });

  test('a file cut anywhere, with any bytes changed, is read or refused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...realFiles),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
          maxLength: 5,
        }),
        (name, at, changes) => {
          const whole = realFile(name);
          const cut = Buffer.from(whole.subarray(0, Math.floor(at * whole.length)));
          for (const [where, byte] of changes) if (cut.length > 0) cut[Math.floor(where * (cut.length - 1))] = byte;
          const facts = refusal(cut);
          if (facts) expect(Object.keys(facts)).toEqual(['file', 'path', 'problem']);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('the longest file that is read takes no more than seconds', () => {
    const orders = Array.from({ length: 12 }, (_, n) => [OBR.replace('CRE', `T${n}`), OBX, OBX]).flat();
    const many = Array.from({ length: 3_000 }, (_, n) =>
      message({ rest: orders.map((one) => one.replace('A-17', `A-${n}`)) }),
    ).join('');
    // Of the processor's time: how long it takes by the clock is a matter of what else runs.
    const before = process.cpuUsage();
    expect(read(many).reports).toHaveLength(3_000);
    expect(process.cpuUsage(before).user).toBeLessThan(15e6);
  });
});
