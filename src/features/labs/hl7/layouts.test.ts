import { describe, expect, test } from 'vitest';
import { readFile } from './read-file.ts';
import { message, OBX, realFile, realFiles } from './test-messages.ts';
import { only, read } from './test-reading.ts';

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
