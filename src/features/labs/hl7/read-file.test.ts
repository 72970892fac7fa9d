import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#kernel/refusal.ts';
import { readFile } from './read-file.ts';
import { escaped, message, MSH, OBR, OBX, PID, realFile, realFiles } from './test-messages.ts';

const read = (content: string | Uint8Array) => readFile(Buffer.from(content), 'in.hl7');
const only = (content: string | Uint8Array) => {
  const [report, ...others] = read(content).reports;
  expect(others).toEqual([]);
  if (!report) throw new Error('no report');
  return report;
};
const lines = (...items: string[]) => only(message({ rest: [OBR, ...items] })).groups.flatMap((group) => group.lines);
const refusal = (content: string | Uint8Array) => {
  try {
    read(content);
  } catch (error) {
    if (error instanceof Refusal) return error.facts;
    throw error;
  }
  return undefined;
};

describe('real files', () => {
  test.each([
    [realFiles[0], { reports: 1, groups: 12, lines: 14, abnormal: 1 }],
    [realFiles[1], { reports: 1, groups: 21, lines: 60, abnormal: 14 }],
    [realFiles[2], { reports: 1, groups: 30, lines: 56, abnormal: 6 }],
    [realFiles[3], { reports: 1, groups: 18, lines: 51, abnormal: 10 }],
    [realFiles[4], { reports: 5, groups: 5, lines: 25, abnormal: 4 }],
  ])('%s', (name, expected) => {
    const { messages, reports } = readFile(realFile(name), name);
    const groups = reports.flatMap((report) => report.groups);
    const all = groups.flatMap((group) => group.lines);
    const abnormal = all.filter((line) => line.abnormal).length;
    expect(messages).toBe(1);
    expect({ reports: reports.length, groups: groups.length, lines: all.length, abnormal }).toEqual(expected);
  });

  test('CML: version and province behind the number, an offset of three digits, comments in their columns', () => {
    const report = only(realFile(realFiles[0]));
    expect(report).toMatchObject({
      patient: { numbers: [{ digits: '4611678941', province: 'ON' }], lastName: 'PAKOZ', birthDate: '1920-08-26' },
      orderer: { numbers: ['038159'], name: 'TCSRADA BP DL D' },
      issuedAt: '2004-07-13',
      sentAt: '2005-07-14T11:17:00-05:00',
    });
    const all = report.groups.flatMap((group) => group.lines);
    expect(all.find(({ code }) => code === '2165')).toMatchObject({ value: '1.5', range: '0.8-1.2', abnormal: true });
    expect(all.find(({ name }) => name === 'Comment')?.value).toMatch(/^ {6}RECOMMENDED I\.N\.R\. RANGE\n-+\nTHROMBO/);
    expect(all.at(-1)).toMatchObject({ name: 'DOCUMENTATION FEE', value: 'No value' });
  });

  test('Epsilon: several patients in a message, names in the third component, a text in many parts', () => {
    const [, mcdonnell, richards] = readFile(realFile(realFiles[4]), '').reports;
    expect(mcdonnell).toMatchObject({ patient: { firstName: 'KERRY ANN' }, orderer: { name: 'DR. JOHN SMITH' } });
    expect(mcdonnell?.groups[0]?.lines[0]).toMatchObject({
      name: 'Total Cholesterol: HDL Ratio',
      code: 'C/H',
      value: '4.2',
    });
    expect(mcdonnell?.groups[0]?.lines[1]?.value.split('\n')).toHaveLength(8);
    expect(richards?.groups).toMatchObject([{ name: 'URINALYSIS' }]);
  });
});

describe('layouts that laboratories are known for', () => {
  const of = (msh: string, pid: string, ...rest: string[]) => only(message({ msh, pid, rest }));

  test('LifeLabs: accession in OBR-3 of each order, critical values, a corrected one', () => {
    const report = of(
      'MSH|^~\\&|ONTARIO|LIFELABS|||20260114093000||ORU^R01|77|P|2.3.1',
      'PID|1|7777|9876543225^^^ON^JHN||DOE^JANE^Q||19700101|F|||||||||||9876543225',
      'ORC|RE||2026-AB1234|||||||||010482^CASTELLANE^BO',
      'OBR|1||2026-AB1234^LIFELABS|CH1^Chemistry|||202601140815|||||||||010482^CASTELLANE^BO||||||202601141010|||F',
      'OBX|1|NM|K^Potassium||6.9|mmol/L|3.5-5.1|HH|||C|||202601141000',
      'OBR|2||2026-AB1234^LIFELABS|HE1^Haematology|||202601140815|||||||||010482^CASTELLANE^BO||||||202601141010|||F',
      'OBX|1|NM|HGB^Haemoglobin||131|g/L|120-160|N|||F',
    );
    expect(report).toMatchObject({ issuedAt: '2026-01-14T10:10:00', orderer: { numbers: ['010482'] } });
    expect(report.groups).toMatchObject([
      { key: 'CH1', status: 'C', lines: [{ value: '6.9', critical: true, abnormal: true }] },
      { key: 'HE1', status: 'F', lines: [{ value: '131', abnormal: false }] },
    ]);
  });

  test('Gamma-Dynacare: no order number but the placer’s, the provider in ORC, texts line by line', () => {
    const report = of(
      'MSH|^~\\&|GDML|GDML|||20260114093000||ORU^R01|1|P|2.3',
      'PID|1|||9876543225^AB^ON|DOE^JANE||19700101',
      'ORC|RE|G-100||||||||||10482^CASTELLANE',
      'OBR|1|||MIC^MICROBIOLOGY^L|||20260110|||||||||^^|||||||||F',
      'OBX|1|TX|CUL^Culture||SOURCE: THROAT||||||F',
      'OBX|2|TX|CUL^Culture||No growth||||||F',
    );
    expect(report).toMatchObject({ orderer: { numbers: ['10482'], name: 'CASTELLANE' } });
    expect(report.groups).toMatchObject([{ name: 'MICROBIOLOGY', lines: [{ value: 'SOURCE: THROAT\nNo growth' }] }]);
  });

  test('Excelleris: the test behind the accession, so that one accession is one result', () => {
    const obr = (n: number, code: string) =>
      `OBR|${n}||26-8000083-${code}-0^PATHL7|${code}^${code} text|||20260110080000-0800|||||||||^Castellane^Bo|||||||||F`;
    const report = of(
      'MSH|^~\\&|PATHL7|LAB|||20260114093000||ORU^R01|1|P|2.3',
      'PID||9698658215^^^^JHN^BC|||Greaves^Hollis||19610507',
      obr(1, 'CBC'),
      OBX,
      obr(2, 'FER'),
      OBX,
    );
    expect(report.groups.map(({ key }) => key)).toEqual(['CBC', 'FER']);
  });

  test('MDS: numbers in PID-2, Z segments passed over, nothing that names the order', () => {
    const { reports } = read(
      message({
        msh: 'MSH|^~\\&|MDS|MDS|||20260114093000||ORU^R01|000059|P|2.3.0',
        pid: 'PID||X9876543225 AB^^^ON||1234567|DOE^JANE||19700101',
        rest: [
          'ZLB|1|LAB',
          'PV1||R|||||||10482^CASTELLANE^BO',
          'ZRG|1|CHEM',
          'OBR|1|||2010^Glucose|||20260110',
          'OBX|1|NM|2010^Glucose||5||||||F',
          'OBR|2|||2011^Urea|||20260110',
          'OBX|1|NM|2011^Urea||4||||||F',
        ],
      }),
    );
    expect(reports).toHaveLength(2);
    expect(new Set(reports.map(({ key }) => key)).size).toBe(2);
  });

  test('IHAPOI: a document beside the text, a number of the province of BC', () => {
    const report = of(
      'MSH|^~\\&|LAB|IHA|||20260114093000||ORU^R01|1|P|2.3',
      'PID|1||9698658215^^^BC&2.16&ISO^PHN||Greaves^Hollis||19610507',
      'OBR|1|P1|F1|RAD^Chest, two views|||20260110|||||||||10482^Castellane^Bo||||||||RAD|F',
      'OBX|1|ED|PDF^Report||^application^pdf^Base64^JVBERi0xLjQK||||||F',
      'OBX|2|FT|TXT^Text||Clear.\\.br\\\\H\\No\\N\\ effusion.||||||F',
    );
    expect(report.patient.numbers).toEqual([{ digits: '9698658215', province: 'BC' }]);
    expect(report.groups).toMatchObject([
      {
        category: 'RAD',
        lines: [{ value: 'Not shown here: a document, application/pdf' }, { value: 'Clear.\nNo effusion.' }],
      },
    ]);
  });

  test('CLS Alberta: the lifetime identifier, coded values, a sample still awaited', () => {
    const report = of(
      'MSH|^~\\&|LAB|CLS|||20260114093000||ORU^R01^ORU_R01|1|P|2.5',
      'PID|1||123456789^^^CANAB^ULI~55512^^^CLS^MR||Roe&van^Ann||1980',
      'OBR|1||C26^CLS|HEPB^Hepatitis B|||20260110|||||||||10482^Castellane^Bo^^^^^^CPSA|||||||||P',
      'OBX|1|CWE|HBS^Surface antigen||NR^Non reactive^L|||N|||F',
      'OBX|2|CE|HBC^Core antibody||||||||I',
      'OBX|3|SN|HBQ^Quantity||>^100|IU/mL||>|||F',
    );
    expect(report.patient).toMatchObject({
      lastName: 'Roe',
      birthDate: '1980',
      numbers: [{ digits: '123456789', province: 'AB' }],
    });
    expect(report.groups).toMatchObject([
      {
        status: 'P',
        lines: [
          { value: 'Non reactive', abnormal: false },
          { value: 'In the laboratory; the value is still to come', abnormal: false },
          { value: '>100', unit: 'IU/mL', abnormal: true, critical: false },
        ],
      },
    ]);
  });
});

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
          pid: PID.replace('Greaves', escaped(family)),
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
    const before = performance.now();
    expect(read(many).reports).toHaveLength(3_000);
    expect(performance.now() - before).toBeLessThan(15_000);
  });
});
